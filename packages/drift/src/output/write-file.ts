import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileError, syncFolder } from '@millrace/core'

/** Writes beside the file, lets it reach the disk and renames it, so that no reader ever sees half of it. */
export async function writeFileAtomically(path: string, text: string): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(resolve(path)))
  } catch (cause) {
    await rm(temporary, { force: true })
    throw fileError(path, { action: 'write', cause })
  }
}
