import { constants, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { type ArtifactInfo, checkRelativePath, compareCodePoints, fileError, safeJoin } from '@millrace/core'

/** What the stat of its file says of an artifact. */
export function infoOf(key: string, stat: Stats): ArtifactInfo {
  return Object.freeze({ key, sizeBytes: stat.size, modifiedAtMs: Math.floor(stat.mtimeMs) })
}

/** Whether a path is what it says: no part of it is a link, or written in other letter case. */
export async function isReal(path: string): Promise<boolean> {
  return (await realpath(path)) === path
}

/** The artifact of a key, or nothing where there is none. */
export async function findArtifact(root: string, key: string): Promise<ArtifactInfo | undefined> {
  const path = safeJoin(root, key)
  return orAbsent(path, async () => {
    const stat = await lstat(path)
    return stat.isFile() && (await isReal(path)) ? infoOf(key, stat) : undefined
  })
}

/** Opens an artifact, whose bytes stay what they are also when it is replaced meanwhile. */
export async function openArtifact(
  root: string,
  key: string,
): Promise<{ readonly file: FileHandle; readonly info: ArtifactInfo } | undefined> {
  const path = safeJoin(root, key)
  if ((await findArtifact(root, key)) === undefined) return undefined
  return orAbsent(path, async () => {
    const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    return { file, info: infoOf(key, await file.stat()) }
  })
}

/** The artifacts below a prefix by code point of their keys, and of these only those behind a key. */
export async function* walkArtifacts(
  root: string,
  { prefix, after }: { readonly prefix: string; readonly after: string },
): AsyncGenerator<ArtifactInfo> {
  const folder = prefix === '' ? root : safeJoin(root, prefix)
  for (const name of (await orAbsent(folder, () => readFolder(folder))) ?? []) {
    const key = prefix === '' ? name : `${prefix}/${name}`
    if (key.endsWith('/')) {
      if (compareCodePoints(key, after) > 0 || after.startsWith(key)) yield* walkArtifacts(root, { prefix: key.slice(0, -1), after })
    } else if (compareCodePoints(key, after) > 0) {
      const info = await orAbsent(join(folder, name), async () => infoOf(key, await lstat(join(folder, name))))
      if (info !== undefined) yield info
    }
  }
}

/** Names of what may be or hold artifacts, by code point; those of folders with the `/` that follows in a key. */
async function readFolder(folder: string): Promise<readonly string[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true })
  if (!(await isReal(folder))) return undefined
  return entries
    .filter((entry) => (entry.isDirectory() || entry.isFile()) && isKey(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort(compareCodePoints)
}

function isKey(name: string): boolean {
  try {
    return checkRelativePath(name) === name
  } catch {
    return false
  }
}

const absences: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'])

/** Whether an error says that nothing is there. */
export const isAbsence = (error: unknown): boolean => absences.has((error as NodeJS.ErrnoException).code)

/** What is read, or nothing where nothing is. */
async function orAbsent<T>(path: string, read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read()
  } catch (cause) {
    if (isAbsence(cause)) return undefined
    throw fileError(path, { action: 'read', cause })
  }
}
