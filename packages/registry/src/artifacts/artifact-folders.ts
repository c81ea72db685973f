import { lstat, mkdir, readdir, realpath, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileError } from '@millrace/core'
import { syncFolders } from './sync-folders.ts'

/** Where the artifacts are, and where they are written before they are put in place: in one file system. */
export interface ArtifactFolders {
  /** The artifacts, by key. */
  readonly files: string
  /** What is being written or removed, under random names. */
  readonly incoming: string
}

/** What a killed writer left behind is removed after a day, when no slow writer can still be at it. */
const staleAfterMs = 86_400_000

/** Makes the folders where they are not there, and removes what killed writers left. */
export async function openArtifactFolders(folder: string): Promise<ArtifactFolders> {
  try {
    await mkdir(join(folder, 'files'), { recursive: true })
    await mkdir(join(folder, 'incoming'), { recursive: true })
    const root = await realpath(folder)
    const folders = { files: join(root, 'files'), incoming: join(root, 'incoming') }
    await syncFolders(root, dirname(root))
    await removeStale(folders.incoming)
    return folders
  } catch (cause) {
    throw fileError(resolve(folder), { action: 'write', cause })
  }
}

async function removeStale(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const stat = await lstat(path).catch(() => undefined)
    if (stat === undefined || Date.now() - stat.mtimeMs < staleAfterMs) continue
    // What cannot be removed does no harm: it is never listed.
    await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}
