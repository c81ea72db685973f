import { appendFileSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isMissing } from './file-kind.ts'

/**
 * Adds a file to the `.gitignore` of its folder, unless the same line is there. An entry is appended, never the file rewritten, so that nothing that
 * another process adds gets lost.
 */
export function ignoreInGit(path: string): void {
  const ignorePath = join(dirname(path), '.gitignore')
  const entry = ignoreEntry(basename(path))
  const text = textOrNothing(ignorePath)
  if (text.split(/\r?\n/).includes(entry)) return
  appendFileSync(ignorePath, `${text === '' || text.endsWith('\n') ? '' : '\n'}${entry}\n`)
}

/** The entry for a name in the same folder. DVC leaves a blank at the end unescaped, and Git then sees the data; here it is escaped. */
export function ignoreEntry(name: string): string {
  return `/${name.replace(/[[\]!*#?\\]/g, '\\$&').replace(/ +$/, (blanks) => '\\ '.repeat(blanks.length))}`
}

function textOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isMissing(error)) return ''
    throw error
  }
}
