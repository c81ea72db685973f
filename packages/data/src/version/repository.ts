import { access } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { MillraceError } from '@millrace/core'
import { statOrNothing } from './file-kind.ts'
import { type DvcConfig, readDvcConfig } from './read-dvc-config.ts'

/** A DVC repository as versions need it. */
export interface Repository extends DvcConfig {
  /** Absolute path of the folder that holds `.dvc`. */
  readonly root: string
  /** Git looks after the root: ignore entries are wanted. */
  readonly usesGit: boolean
}

/**
 * Opens the repository at a folder, or the nearest one above the place it is needed for.
 *
 * @param near - absolute path of a folder
 * @param root - the repository's root, where the caller names it
 * @throws MillraceError `E_VERSION_REPOSITORY_MISSING` when there is none
 */
export async function openRepository(near: string, root?: string): Promise<Repository> {
  const found = root === undefined ? await findUpwards(near, '.dvc') : resolve(root)
  const dvcFolder = found === undefined ? undefined : await statOrNothing(join(found, '.dvc'), { follow: true })
  if (found === undefined || !dvcFolder?.isDirectory()) {
    throw new MillraceError({
      code: 'E_VERSION_REPOSITORY_MISSING',
      message: `no DVC repository ${root === undefined ? `in ${near} or above it` : `in ${found}`}: there is no .dvc folder; call initRepository once`,
      details: { folder: found ?? near },
    })
  }
  const config = await readDvcConfig(join(found, '.dvc'))
  const usesGit = !config.isWithoutGit && (await findUpwards(found, '.git')) !== undefined
  return Object.freeze({ ...config, root: found, usesGit })
}

/** The nearest folder, from `start` upwards, that has an entry of this name. */
export async function findUpwards(start: string, name: string): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    if (await exists(join(folder, name))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
