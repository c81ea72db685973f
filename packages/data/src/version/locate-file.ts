import { realpath } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { MillraceError } from '@millrace/core'
import { isMissing, statOrNothing } from './file-kind.ts'
import { openRepository, type Repository } from './repository.ts'

/** A place in a repository where a versioned file may lie, whether it is there or not. */
export interface LocatedFile {
  /** Absolute path. */
  readonly path: string
  /** The repository that it belongs to. */
  readonly repository: Repository
}

/**
 * Finds the repository of a file and refuses places where DVC would refuse the file, misread its name or write outside the repository.
 *
 * @param path - the file, relative to the current folder or absolute
 * @param root - the repository's root, where the caller names it
 * @throws MillraceError `E_VERSION_PATH_INVALID` when the place is refused, `E_VERSION_REPOSITORY_MISSING` when there is no repository
 */
export async function locateFile(path: string, root?: string): Promise<LocatedFile> {
  const absolute = resolve(path)
  const name = nameProblem(path)
  if (name) throw refused(path, name)

  const repository = await openRepository(dirname(absolute), root)
  const place = await placeProblem(absolute, repository.root)
  if (place) throw refused(absolute, place)
  return { path: absolute, repository }
}

function nameProblem(path: string): string | undefined {
  if (path === '' || path.endsWith('/')) return 'there is no file name; give the path of a file'
  if (Buffer.from(path).toString() !== path) return 'the name is not valid UTF-8, and DVC cannot read it; rename the file'
  if (/[\0\r\n]/.test(path)) return 'the name holds a line break or NUL, and no .gitignore can say it; rename the file'
  if (/\.dvc$|^dvc\.(?:yaml|lock)$|^\.(?:dvc|git)ignore$/.test(basename(path)))
    return 'the name belongs to DVC or Git themselves; version the data, not its description'
  return undefined
}

async function placeProblem(path: string, root: string): Promise<string | undefined> {
  const parts = relative(root, path).split(sep)
  if (parts[0] === '..' || resolve(path) === root)
    return `it lies outside the repository ${root}; move it there, or name its own repository`
  if (parts.some((part) => part === '.dvc' || part === '.git' || part === '.hg'))
    return 'it lies in a folder of DVC or version control; move it out of there'
  const folder = dirname(path)
  if ((await realFolder(folder)) !== join(await realFolder(root), ...parts.slice(0, -1))) {
    return 'it is reached through a symbolic link to a folder; give its own path'
  }
  for (let parent = folder; parent !== root; parent = dirname(parent)) {
    if (await statOrNothing(`${parent}.dvc`, { follow: true }))
      return `it belongs to the versioned directory ${parent}; use dvc for it, or remove ${parent}.dvc`
  }
  return undefined
}

/** The real path of a folder, of which the last parts may not exist yet. */
async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    if (isMissing(error) && folder !== dirname(folder)) return join(await realFolder(dirname(folder)), basename(folder))
    throw error
  }
}

function refused(path: string, reason: string): MillraceError {
  return new MillraceError({
    code: 'E_VERSION_PATH_INVALID',
    message: `${JSON.stringify(path)} cannot be versioned: ${reason}`,
    details: { path, reason },
  })
}
