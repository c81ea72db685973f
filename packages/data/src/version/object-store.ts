import { chmod, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MillraceError, type WorkOptions } from '@millrace/core'
import { createContentHash, type HashKind } from './content-hash.ts'
import { copyAndHash } from './copy-and-hash.ts'
import { hashFile } from './digest-file.ts'
import { statOrNothing } from './file-kind.ts'
import type { Repository } from './repository.ts'
import { replaceFile } from './temporary-file.ts'

/** What an object is called, and how long it is. */
export interface ObjectName {
  /** How its digest was computed. */
  readonly kind: HashKind
  /** The digest, 32 lower-case hexadecimal digits. */
  readonly md5: string
  /** Its size in bytes, where it is known. */
  readonly sizeBytes?: number | undefined
}

/** DVC trusts an object of this mode without hashing it, so it is given last. */
const objectMode = 0o444

/** Where the repository's cache keeps an object: DVC 2 had no `files/md5` above the first two digits. */
export function objectPath({ cacheFolder }: Repository, { kind, md5 }: ObjectName): string {
  const place = [md5.slice(0, 2), md5.slice(2)]
  return kind === 'md5' ? join(cacheFolder, 'files', 'md5', ...place) : join(cacheFolder, ...place)
}

/** Whether the cache has an object of this name and size; its content is checked where it is used. */
export async function hasObject(repository: Repository, name: ObjectName): Promise<boolean> {
  const stats = await statOrNothing(objectPath(repository, name), { follow: true })
  return stats?.isFile() === true && stats.size === (name.sizeBytes ?? stats.size)
}

/** Options of {@link storeObject}. */
export interface StoreObjectOptions extends WorkOptions {
  /** The file whose content it is. */
  readonly source: string
  /** What the content is called. */
  readonly name: ObjectName
}

/**
 * Puts a file's content into the cache under its digest. An object that is there stays, unless it is damaged: then it is replaced.
 *
 * @returns the path of the object
 * @throws MillraceError `E_VERSION_FILE_CHANGED` when the content is no longer what was hashed
 */
export async function storeObject(repository: Repository, { source, name, ...work }: StoreObjectOptions): Promise<string> {
  const path = objectPath(repository, name)
  if (await isSound(path, name, work)) return path

  await makeFolders(dirname(path), repository)
  await replaceFile(path, async (temporaryPath) => {
    const md5 = await copyAndHash(source, { ...work, to: temporaryPath, kind: name.kind })
    if (md5 !== name.md5) throw changedFile(source)
    await chmod(temporaryPath, objectMode)
  })
  return path
}

/** As DVC: an object of the right size is sound when it is protected, or else when its hash is right. */
async function isSound(path: string, name: ObjectName, work: WorkOptions): Promise<boolean> {
  const stats = await statOrNothing(path, { follow: true })
  if (stats?.size === name.sizeBytes && ((stats?.mode ?? 0) & 0o7777) === objectMode) return true
  return isIntact(path, name, work)
}

/** Whether there is an object whose content is what its name says. */
export async function isIntact(path: string, name: ObjectName, work: WorkOptions): Promise<boolean> {
  const stats = await statOrNothing(path, { follow: true })
  if (!stats?.isFile() || stats.size !== name.sizeBytes) return false
  const hash = createContentHash(name.kind)
  await hashFile(path, { ...work, hashes: [hash] })
  return hash.hex() === name.md5
}

/** In a cache that a group shares, new folders are writable for the group and hand it down. */
async function makeFolders(folder: string, { isGroupShared }: Repository): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  if (!isGroupShared || first === undefined) return
  for (let made = folder; made.length >= first.length; made = dirname(made)) await chmod(made, 0o2775)
}

function changedFile(path: string): MillraceError {
  return new MillraceError({
    code: 'E_VERSION_FILE_CHANGED',
    message: `${path} changed while it was read, so no version was made; try again when its writer has ended`,
    details: { path },
  })
}
