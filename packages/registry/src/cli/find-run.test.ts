import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'
import { findRun } from './find-run.ts'

let registry: Registry
beforeAll(async () => {
  registry = await openRegistry('memory:')
  const { id: experimentId } = await registry.tracking.createExperiment('loans')
  for (const id of ['abc1', 'abc2', 'a_c9', 'axc8', 'deleted1', ...Array.from({ length: 8 }, (_, index) => `many${index}`)]) {
    await registry.tracking.createRun({ experimentId, id })
  }
  await registry.tracking.updateRun('deleted1', { lifecycle: 'deleted' })
})
afterAll(() => registry[Symbol.asyncDispose]())

test.each([
  ['abc1', 'abc1'],
  ['a_', 'a_c9'],
  ['ax', 'axc8'],
  ['del', 'deleted1'],
])('finds %s', async (id, found) => {
  expect((await findRun(registry.tracking, id)).id).toBe(found)
})

test('names the candidates when several runs begin so', async () => {
  const message = "'abc' is the beginning of several runs: abc1, abc2; give more of the id"
  await expect(findRun(registry.tracking, 'abc')).rejects.toMatchObject({ code: 'E_RUN_AMBIGUOUS', message })
  await expect(findRun(registry.tracking, 'many')).rejects.toThrow(/many\d, …; give more/)
})

test('rejects what no run begins with', async () => {
  await expect(findRun(registry.tracking, 'zz')).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' })
})
