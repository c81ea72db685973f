import { dirname } from 'node:path'
import { syncFolder } from '@millrace/core'
import { isAbsence } from './artifact-files.ts'

/** Makes the names in a folder, and in those above it up to a root, last; a folder that was removed meanwhile has no names to keep. */
export async function syncFolders(folder: string, root: string): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    await syncFolder(path).catch((error) => (isAbsence(error) ? undefined : Promise.reject(error)))
    if (path === root) return
  }
}
