import { dirname } from 'node:path'
import { createContentHash } from './content-hash.ts'
import { hashFile } from './digest-file.ts'
import { statOrNothing } from './file-kind.ts'
import { hasObject } from './object-store.ts'
import type { Pointer } from './pointer.ts'
import { readPointer } from './read-pointer.ts'
import { recordedFile } from './recorded-file.ts'
import { openRepository } from './repository.ts'
import type { VersionOptions } from './version.ts'

/**
 * How a file stands to its pointer.
 *
 * @category Versions
 * @since 0.1.0
 */
export interface VersionStatus {
  /** Whether the file has the content that the pointer records. */
  readonly state: 'unchanged' | 'modified' | 'missing'
  /** The cache has an object of the recorded digest and size; `checkout` is where its content is checked. */
  readonly isCached: boolean
  /** Absolute path of the file. */
  readonly path: string
  /** What the pointer says. */
  readonly pointer: Pointer
}

/**
 * Tells whether a versioned file still has the content that its pointer records, by hashing it.
 *
 * A file of another size is modified without being read. There is no cache of earlier answers: an unchanged file is read at each call.
 *
 * @param pointerPath - `.dvc` file of one file, of DVC 3 or 2
 * @param options - repository, abort signal and progress (bytes hashed)
 * @returns the state, and whether the cache could restore the file
 * @throws MillraceError `E_VERSION_POINTER_INVALID` when the pointer is broken, `E_VERSION_POINTER_UNSUPPORTED` when it is not about one file (a
 * directory, several entries, nothing downloaded), `E_VERSION_FILE_MISSING` when there is no pointer, `E_VERSION_REPOSITORY_MISSING`,
 * `E_VERSION_CONFIG_INVALID`
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { initRepository, verifyVersion, version } from '@millrace/data'
 *
 * const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
 * const path = join(folder, 'loans.csv')
 * await initRepository(folder)
 * await writeFile(path, 'id,amount\n1,120\n')
 * const { pointerPath } = await version(path)
 * await writeFile(path, 'id,amount\n1,999\n')
 * const { state } = await verifyVersion(pointerPath)
 * state // => 'modified'
 * ```
 * @category Versions
 * @since 0.1.0
 */
export async function verifyVersion(pointerPath: string, options: VersionOptions = {}): Promise<VersionStatus> {
  const { repository: root, ...work } = options
  const pointer = await readPointer(pointerPath)
  const { path, name } = recordedFile(pointer)
  const repository = await openRepository(dirname(pointer.pointerPath), root)
  const isCached = await hasObject(repository, name)

  const stats = await statOrNothing(path, { follow: true })
  if (!stats) return Object.freeze({ state: 'missing', isCached, path, pointer })
  const mayBeSame = stats.isFile() && (name.sizeBytes === undefined || stats.size === name.sizeBytes)
  const hash = createContentHash(name.kind)
  if (mayBeSame) await hashFile(path, { ...work, hashes: [hash] })
  const state = mayBeSame && hash.hex() === name.md5 ? 'unchanged' : 'modified'
  return Object.freeze({ state, isCached, path, pointer })
}
