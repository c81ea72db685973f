import { chmod, mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { MillraceError, type WorkOptions } from '@millrace/core'
import { createContentHash, type HashKind } from './content-hash.ts'
import { copyAndHash } from './copy-and-hash.ts'
import { hashFile } from './digest-file.ts'
import { statOrNothing, wrongKind } from './file-kind.ts'
import { locateFile } from './locate-file.ts'
import { hasObject, isIntact, type ObjectName, objectPath } from './object-store.ts'
import { readPointer } from './read-pointer.ts'
import { recordedFile } from './recorded-file.ts'
import type { Repository } from './repository.ts'
import { replaceFile } from './temporary-file.ts'
import type { VersionOptions } from './version.ts'

/**
 * Options of {@link checkout}.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface CheckoutOptions extends VersionOptions {
  /**
   * Replaces a file even when its content is in no cache and would be lost.
   *
   * @defaultValue false
   */
  readonly overwrite?: boolean | undefined
}

/**
 * What {@link checkout} did.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface CheckoutResult {
  /** Absolute path of the file. */
  readonly path: string
  /** Whether the file was written, or had the recorded content before. */
  readonly state: 'restored' | 'unchanged'
}

/**
 * Restores the file of a pointer from the cache, as `dvc checkout` does, and checks the content on the way: a damaged object never reaches the file.
 *
 * The file is a copy (sharing blocks with the object where the file system can), writable, executable for its owner where that is recorded, and appears
 * at once. A file with other content is replaced only when the cache has that content too, or `overwrite` is given.
 *
 * @param pointerPath - `.dvc` file of one file, of DVC 3 or 2
 * @param options - `overwrite`, repository, abort signal and progress (bytes)
 * @returns what was done
 * @throws MillraceError `E_VERSION_OBJECT_MISSING` when the cache does not have the content, `E_VERSION_OBJECT_DAMAGED` when it is not what its name
 * says, `E_VERSION_UNSAVED_CHANGES` when the file would be lost, `E_VERSION_FILE_KIND` when a directory is in its place, `E_VERSION_PATH_INVALID` when
 * the pointer leads out of the repository, and the errors of `verifyVersion`
 * @see https://dvc.org/doc/command-reference/checkout
 * @example
 * ```ts
 * import { mkdtemp, rm, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { checkout, initRepository, version } from '@millrace/data'
 *
 * const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
 * const path = join(folder, 'loans.csv')
 * await initRepository(folder)
 * await writeFile(path, 'id,amount\n1,120\n')
 * const { pointerPath } = await version(path)
 * await rm(path)
 * const { state } = await checkout(pointerPath)
 * state // => 'restored'
 * ```
 * @category Versions
 * @since 0.1.0
 */
export async function checkout(pointerPath: string, options: CheckoutOptions = {}): Promise<CheckoutResult> {
  const { overwrite = false, repository: root, ...work } = options
  const { path: recordedPath, name, isExecutable } = recordedFile(await readPointer(pointerPath))
  const { path, repository } = await locateFile(recordedPath, root)

  const current = await currentNames(path, name.kind, work)
  if (current.some((held) => held.kind === name.kind && held.md5 === name.md5)) return Object.freeze({ path, state: 'unchanged' })

  const object = objectPath(repository, name)
  if (!(await hasObject(repository, name))) throw await unusableObject(object, name)
  if (!overwrite && current.length > 0 && !(await isSaved(repository, current, work))) throw unsavedChanges(path)

  await mkdir(dirname(path), { recursive: true })
  await replaceFile(path, async (temporaryPath) => {
    if ((await copyAndHash(object, { ...work, to: temporaryPath, kind: name.kind })) !== name.md5) throw await unusableObject(object, name)
    await chmod(temporaryPath, (0o666 & ~process.umask()) | (isExecutable ? 0o100 : 0))
  })
  return Object.freeze({ path, state: 'restored' })
}

/** What the content of the file is called: by the pointer's hash and by that of DVC 3; nothing where there is no file. */
async function currentNames(path: string, kind: HashKind, work: WorkOptions): Promise<readonly ObjectName[]> {
  const stats = await statOrNothing(path, { follow: true })
  if (!stats) return []
  if (!stats.isFile()) throw wrongKind(path, stats)
  const kinds = [...new Set<HashKind>([kind, 'md5'])]
  const hashes = kinds.map(createContentHash)
  const sizeBytes = await hashFile(path, { ...work, hashes })
  return hashes.map((hash, index) => ({ kind: kinds[index]!, md5: hash.hex(), sizeBytes }))
}

async function isSaved(repository: Repository, names: readonly ObjectName[], work: WorkOptions): Promise<boolean> {
  for (const name of names) if (await isIntact(objectPath(repository, name), name, work)) return true
  return false
}

async function unusableObject(path: string, { md5 }: ObjectName): Promise<MillraceError> {
  const isThere = (await statOrNothing(path, { follow: true })) !== undefined
  return new MillraceError({
    code: isThere ? 'E_VERSION_OBJECT_DAMAGED' : 'E_VERSION_OBJECT_MISSING',
    message: isThere
      ? `the cache object ${path} is not the content that its name says; delete it and fetch it again (dvc fetch), or version the original file`
      : `the cache has no content of digest ${md5} (${path}); fetch it (dvc fetch), or version the original file`,
    details: { path, md5 },
  })
}

function unsavedChanges(path: string): MillraceError {
  return new MillraceError({
    code: 'E_VERSION_UNSAVED_CHANGES',
    message: `${path} has content that no cache object holds, and restoring would lose it; call version first, or give overwrite: true`,
    details: { path },
  })
}
