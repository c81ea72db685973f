import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { repository } from '../workspace.ts'
import { finishTests } from './declared-tests.ts'
import { examplesIn } from './documents.ts'
import { Expectations } from './expectations.ts'
import { FenceError } from './fences.ts'
import { moduleOf } from './plugin.ts'
import { rewrite } from './rewrite.ts'

const examples = examplesIn(repository)

beforeEach(() => {
  process.chdir(mkdtempSync(join(tmpdir(), 'millrace-doctest-')))
})

afterEach(() => {
  const folder = process.cwd()
  process.chdir(repository)
  rmSync(folder, { recursive: true, force: true })
})

test('no fence is left out of the run', () => {
  expect(examples.filter(({ ignored }) => ignored).map(({ file, line }) => `${file}:${line}`)).toEqual([])
})

for (const { file, line, code } of examples.filter(({ ignored }) => !ignored)) {
  test(`${file}:${line}`, async () => {
    try {
      const expectations = new Expectations(rewrite(code, line).checks)
      Object.assign(globalThis, { $doctest: expectations })
      await import(moduleOf(repository, file, line))
      await finishTests()
      expectations.finish()
    } catch (error) {
      const where = error instanceof FenceError ? error.line : line
      throw new Error(`${file}:${where}: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
  })
}
