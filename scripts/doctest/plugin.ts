import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vitest/config'
import { fencesOf } from './fences.ts'
import { rewrite } from './rewrite.ts'

const pattern = /^(.+)\.(\d+)\.doctest\.mjs$/

/** The module that is the fence at a line of a file. */
export const moduleOf = (root: string, file: string, line: number): string => join(root, `${file}.${line}.doctest.mjs`)

/**
 * Serves fences as modules. They import as their file could; a Millrace package is resolved from its own folder, because it is not
 * installed at the root, where READMEs and guides stand. `node:test`, which no plugin may resolve, is replaced in the text, so that a fence waits
 * for the tests that it declares.
 */
export function doctest(root: string): Plugin {
  return {
    name: 'millrace-doctest',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (pattern.test(source)) return source
      const file = importer && pattern.exec(importer)?.[1]
      if (!file) return null
      const [, room] = /^@millrace\/([^/]+)/.exec(source) ?? []
      return this.resolve(source, room ? join(root, 'packages', room, 'src/index.ts') : file, { skipSelf: true })
    },
    load(id) {
      const [, file, line] = pattern.exec(id) ?? []
      if (!file) return null
      const fence = fencesOf(file, readFileSync(file, 'utf8')).find((each) => each.line === Number(line))
      const declaredTests = JSON.stringify(join(root, 'scripts/doctest/declared-tests.ts'))
      return fence ? rewrite(fence.code, fence.line).code.replace(/(?<=from )'node:test'/, declaredTests) : null
    },
  }
}
