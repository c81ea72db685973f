import { randomUUID } from 'node:crypto'
import { lstat, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileError, safeJoin } from '@millrace/core'
import { isAbsence, isReal, walkArtifacts } from './artifact-files.ts'
import type { ArtifactFolders } from './artifact-folders.ts'
import { syncFolders } from './sync-folders.ts'

/** Takes an artifact, or all below a prefix, out of sight by one call of the system, then removes and counts them. */
export async function removeArtifacts(prefix: string, { files, incoming }: ArtifactFolders): Promise<number> {
  const target = safeJoin(files, prefix)
  const aside = join(incoming, randomUUID())
  try {
    const stat = await lstat(target)
    if (!(stat.isFile() || stat.isDirectory()) || !(await isReal(target))) return 0
    await rename(target, aside)
    await pruneFolders(dirname(target), files)
    const count = stat.isFile() ? 1 : await countArtifacts(aside)
    await rm(aside, { recursive: true, force: true })
    return count
  } catch (cause) {
    if (isAbsence(cause)) return 0
    throw fileError(target, { action: 'write', cause })
  }
}

async function countArtifacts(folder: string): Promise<number> {
  let count = 0
  for await (const _ of walkArtifacts(folder, { prefix: '', after: '' })) count++
  return count
}

/** Removes folders that became empty, and makes it last. */
async function pruneFolders(folder: string, root: string): Promise<void> {
  let path = folder
  while (path !== root && (await isRemoved(path))) path = dirname(path)
  await syncFolders(path, root)
}

const isRemoved = (folder: string): Promise<boolean> =>
  rmdir(folder).then(
    () => true,
    (error) => isAbsence(error),
  )
