import { stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** The nearest of the files, looking in the folder and then in those above it; in one folder the first name wins. */
export async function findUpwards(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of names) {
      const path = join(at, name)
      if ((await stat(path).catch(() => undefined))?.isFile()) return path
    }
    if (at === dirname(at)) return undefined
  }
}
