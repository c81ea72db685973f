import { constants } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { basename } from 'node:path'
import type { WorkOptions } from '@millrace/core'
import { createContentHash, type HashKind } from './content-hash.ts'
import { hashFile } from './digest-file.ts'
import { readBlocks } from './read-blocks.ts'

/** Options of {@link copyAndHash}. */
export interface CopyAndHashOptions extends WorkOptions {
  /** Which hash to compute. */
  readonly kind: HashKind
}

/**
 * Copies a file and tells the hash of the copy, never of the source: what changes meanwhile cannot get in under a wrong name.
 *
 * The copy shares the source's blocks where the file system can (then it is read once, to hash it); else it is written in the pass that hashes,
 * and handed to the disk before this ends.
 *
 * @param source - regular file
 * @param options - `to`: path of the copy, where nothing may be yet
 */
export async function copyAndHash(source: string, { to, kind, ...work }: CopyAndHashOptions & { readonly to: string }): Promise<string> {
  const hash = createContentHash(kind)
  if (await reflink(source, to)) {
    await hashFile(to, { ...work, hashes: [hash] })
    return hash.hex()
  }
  const copy = await open(to, 'wx')
  try {
    for await (const block of readBlocks(source, { ...work, task: `copy ${basename(source)}` })) {
      hash.update(block)
      await copy.writeFile(block)
    }
    await copy.sync()
  } finally {
    await copy.close()
  }
  return hash.hex()
}

async function reflink(source: string, to: string): Promise<boolean> {
  return copyFile(source, to, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL).then(
    () => true,
    () => false,
  )
}
