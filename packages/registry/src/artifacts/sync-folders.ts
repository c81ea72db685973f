import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isAbsence } from './artifact-files.ts'

/** Makes the names in a folder, and in those above it up to a root, last; systems that cannot open folders need no such call. */
export async function syncFolders(folder: string, root: string): Promise<void> {
  if (process.platform === 'win32') return
  for (let path = folder; ; path = dirname(path)) {
    await syncFolder(path)
    if (path === root) return
  }
}

/** A folder that was removed meanwhile has no names to keep. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch((error) => (isAbsence(error) ? undefined : Promise.reject(error)))
  try {
    await folder?.sync()
  } finally {
    await folder?.close()
  }
}
