import { open } from 'node:fs/promises'

/**
 * Makes the names in a folder last, as after a rename; systems that cannot open folders need no such call.
 *
 * @param path - the folder
 * @throws what the system says, as it is
 * @example
 * ```ts
 * import { mkdir } from 'node:fs/promises'
 * import { syncFolder } from '@millrace/core'
 *
 * await mkdir('models')
 * await syncFolder('.')
 * ```
 * @category Files
 * @since 0.1.0
 */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
