import { randomUUID } from 'node:crypto'
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { MillraceError } from '../errors/millrace-error.ts'
import { fileError } from './file-error.ts'
import { checkRelativePath, safeJoin } from './safe-path.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * One file of a folder.
 *
 * @category Files
 * @since 0.1.0
 */
export interface FolderEntry {
  /** Its path inside the folder, as {@link checkRelativePath} takes it. */
  readonly path: string
  /** Its bytes, or its text, which is written as UTF-8. */
  readonly content: Uint8Array | string
}

/**
 * What {@link writeFolderAtomically} writes.
 *
 * @category Files
 * @since 0.1.0
 */
export interface WriteFolderOptions {
  /** The files, read once. */
  readonly entries: Iterable<FolderEntry>
  /**
   * Replaces an existing folder as a whole, if it is empty or holds a file of this name at its top: a guard against emptying a folder of
   * another kind.
   *
   * @defaultValue nothing is replaced
   */
  readonly overwrite?: { readonly marker: string } | undefined
  /** Stops the writing before anything is in place; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes a whole folder or nothing: the files go into a new folder beside it, reach the disk, and are put in place by one rename.
 *
 * A folder that is replaced is renamed aside first and put back if the second rename fails; between the two renames, for an instant,
 * nothing is there. After a crash a folder `.name.*` may be left beside it; if nothing is in place then, `.name.*.replaced` is the old one.
 * Missing folders above are made.
 *
 * @param folder - path of the folder
 * @param options - its files, and whether it may replace another
 * @throws MillraceError `E_FOLDER_EXISTS` when something is there that may not be replaced, `E_PATH_UNSAFE` when an entry's path leads out
 *   or stands twice (letter case aside), `E_FILE_UNWRITABLE` when the system refuses; nothing is changed then
 * @example
 * ```ts
 * import { readFileLimited, writeFolderAtomically } from '@millrace/core'
 *
 * await writeFolderAtomically('model', { entries: [{ path: 'model.json', content: '{}' }] })
 * new TextDecoder().decode(await readFileLimited('model/model.json', { maxBytes: 1000 })) // => '{}'
 * await writeFolderAtomically('model', { entries: [{ path: 'model.json', content: '[]' }] }) // => throws E_FOLDER_EXISTS
 * ```
 * @category Files
 * @since 0.1.0
 */
export async function writeFolderAtomically(folder: string, { entries, overwrite, signal }: WriteFolderOptions): Promise<void> {
  const target = resolve(folder)
  const parent = dirname(target)
  signal?.throwIfAborted()
  try {
    await requireReplaceable(target, overwrite)
    await mkdir(parent, { recursive: true })
    const fresh = join(parent, `.${basename(target)}.${randomUUID()}`)
    await mkdir(fresh)
    try {
      await writeEntries(fresh, entries, signal)
      signal?.throwIfAborted()
      if (await requireReplaceable(target, overwrite)) await replace(target, fresh)
      else await moveTo(fresh, target)
    } catch (error) {
      await rm(fresh, { recursive: true, force: true })
      throw error
    }
    await syncFolder(parent)
  } catch (cause) {
    throw fileError(folder, { action: 'write', cause })
  }
}

async function writeEntries(fresh: string, entries: Iterable<FolderEntry>, signal: AbortSignal | undefined): Promise<void> {
  const taken = new Set<string>()
  const folders = new Set([fresh])
  for (const { path, content } of entries) {
    signal?.throwIfAborted()
    if (taken.size === taken.add(checkRelativePath(path).toLowerCase()).size) throw standsTwice(path)
    const file = safeJoin(fresh, path)
    await mkdir(dirname(file), { recursive: true })
    for (let above = dirname(file); !folders.has(above); above = dirname(above)) folders.add(above)
    const handle = await open(file, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  for (const made of folders) await syncFolder(made)
}

async function replace(target: string, fresh: string): Promise<void> {
  const aside = `${fresh}.replaced`
  await rename(target, aside)
  try {
    await rename(fresh, target)
  } catch (error) {
    await rename(aside, target)
    throw error
  }
  // The new folder is in place: what cannot be removed does no harm.
  await rm(aside, { recursive: true, force: true }).catch(() => undefined)
}

/** A folder that another writer made meanwhile is not empty, and the rename fails. */
async function moveTo(fresh: string, target: string): Promise<void> {
  await rename(fresh, target).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOTEMPTY' || error.code === 'EEXIST' ? exists(target) : error
  })
}

/** Says whether a folder is there; throws when it may not be replaced. */
async function requireReplaceable(target: string, overwrite: WriteFolderOptions['overwrite']): Promise<boolean> {
  const stat = await lstat(target).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? null : Promise.reject(error)))
  if (stat === null) return false
  if (overwrite === undefined) throw exists(target, 'overwriting is off')
  if (!stat.isDirectory()) throw exists(target, 'it is no folder')
  const names = await readdir(target)
  if (names.length > 0 && !names.includes(overwrite.marker))
    throw exists(target, `it holds no '${overwrite.marker}', so it is of another kind`)
  return true
}

function exists(target: string, why = 'another program made it meanwhile'): MillraceError {
  return new MillraceError({
    code: 'E_FOLDER_EXISTS',
    message: `'${target}' exists and ${why}; choose another path, remove it, or overwrite a folder of the same kind`,
    details: { path: target },
  })
}

function standsTwice(path: string): MillraceError {
  return new MillraceError({
    code: 'E_PATH_UNSAFE',
    message: `the path '${path}' stands twice among the files (letter case aside); give each file its own`,
    details: { path },
  })
}
