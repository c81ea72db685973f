import type { Stats } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { MillraceError } from '@millrace/core'

/** What is at a path, its links followed or not; nothing where there is nothing. */
export async function statOrNothing(path: string, options: { readonly follow: boolean }): Promise<Stats | undefined> {
  try {
    return await (options.follow ? stat(path) : lstat(path))
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** The status of a regular file, its links followed; anything else is a typed error, found before it is opened (opening a pipe would wait for ever). */
export async function statFile(path: string): Promise<Stats> {
  const stats = await statOrNothing(path, { follow: true })
  if (!stats) throw missingFile(path)
  if (!stats.isFile()) throw wrongKind(path, stats)
  return stats
}

export function missingFile(path: string): MillraceError {
  return new MillraceError({
    code: 'E_VERSION_FILE_MISSING',
    message: `there is no file ${path}; check the path, which is taken from the current folder when it is relative`,
    details: { path },
  })
}

export function wrongKind(path: string, stats: Stats): MillraceError {
  const kind = kindOf(stats)
  const remedy = {
    directory: 'directories are not versioned yet: version the files in it one by one',
    'symbolic link': 'version the file that it leads to, or put a copy in its place',
  }[kind]
  return new MillraceError({
    code: 'E_VERSION_FILE_KIND',
    message: `${path} is a ${kind}, and only a regular file has a version; ${remedy ?? 'write its content to a file first'}`,
    details: { path, kind },
  })
}

function kindOf(stats: Stats): string {
  if (stats.isDirectory()) return 'directory'
  if (stats.isSymbolicLink()) return 'symbolic link'
  if (stats.isFIFO()) return 'pipe'
  if (stats.isSocket()) return 'socket'
  return 'device'
}

/** Whether a file system call failed because there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code
  return code === 'ENOENT' || code === 'ENOTDIR'
}
