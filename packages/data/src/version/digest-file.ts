import { basename } from 'node:path'
import type { WorkOptions } from '@millrace/core'
import { type ContentHash, createContentHash } from './content-hash.ts'
import { statFile } from './file-kind.ts'
import { readBlocks } from './read-blocks.ts'

/**
 * The identity of a file's bytes.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface FileDigest {
  /** The digest with its algorithm, as lineage carries it: `md5:` and 32 hexadecimal digits. */
  readonly digest: `md5:${string}`
  /** MD5 of the bytes, 32 lower-case hexadecimal digits. */
  readonly md5: string
  /** Size in bytes. */
  readonly sizeBytes: number
}

/**
 * Computes the digest that a version of the file has, without a repository and without writing anything.
 *
 * The file is read once, by blocks: memory does not grow with it. MD5 is DVC's choice and identifies content; it does not protect against forgery.
 *
 * @param path - regular file; symbolic links are followed
 * @param options - abort signal and progress (task `hash <name>`, in bytes)
 * @returns the digest and the size
 * @throws MillraceError `E_VERSION_FILE_MISSING` when there is no file, `E_VERSION_FILE_KIND` when it is a directory, pipe, socket or device
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { digestFile } from '@millrace/data'
 *
 * const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
 * await writeFile(join(folder, 'loans.csv'), 'id,amount\n1,120\n')
 * const { digest } = await digestFile(join(folder, 'loans.csv'))
 * digest // => 'md5:a730317f6fe3b857ee65094404e0ae9f'
 * ```
 * @category Versions
 * @since 0.1.0
 */
export async function digestFile(path: string, options: WorkOptions = {}): Promise<FileDigest> {
  await statFile(path)
  const hash = createContentHash('md5')
  const sizeBytes = await hashFile(path, { ...options, hashes: [hash] })
  const md5 = hash.hex()
  return Object.freeze({ digest: `md5:${md5}` as const, md5, sizeBytes })
}

/** Options of {@link hashFile}. */
export interface HashFileOptions extends WorkOptions {
  /** Fed with the file, all in one pass. */
  readonly hashes: readonly ContentHash[]
}

/** Feeds a regular file to hashes and returns its size. */
export async function hashFile(path: string, { hashes, ...work }: HashFileOptions): Promise<number> {
  let sizeBytes = 0
  for await (const block of readBlocks(path, { ...work, task: `hash ${basename(path)}` })) {
    for (const hash of hashes) hash.update(block)
    sizeBytes += block.length
  }
  return sizeBytes
}
