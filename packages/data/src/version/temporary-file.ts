import { randomBytes } from 'node:crypto'
import { chmod, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { statOrNothing } from './file-kind.ts'

/**
 * Lets `write` make a file under a random name beside `path` and gives it its name when it is whole; when `write` fails nothing is left.
 *
 * A reader sees the old file or the new one. DVC's own clean-up knows the form of the name (`.<random>.tmp`).
 */
export async function replaceFile(path: string, write: (temporaryPath: string) => Promise<void>): Promise<void> {
  const temporaryPath = join(dirname(path), `.${randomBytes(16).toString('base64url')}.tmp`)
  try {
    await write(temporaryPath)
    await rename(temporaryPath, path)
  } catch (error) {
    await rm(temporaryPath, { force: true })
    throw error
  }
}

/** Replaces a text file at once, keeping its mode. */
export async function replaceText(path: string, text: string): Promise<void> {
  const old = await statOrNothing(path, { follow: true })
  await replaceFile(path, async (temporaryPath) => {
    await writeFile(temporaryPath, text, { flag: 'wx' })
    if (old) await chmod(temporaryPath, old.mode)
  })
}
