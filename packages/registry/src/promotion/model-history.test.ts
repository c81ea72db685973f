import type { RegistryChange } from '@millrace/core'
import { expect, test } from 'vitest'
import { auditReader } from './audit-entries.ts'
import { modelHistory } from './model-history.ts'
import { registryFixture } from './test-support/registry-fixture.ts'

const create = (model: string): RegistryChange => ({ action: 'create-model', model })
const rename = (model: string, to: string): RegistryChange => ({ action: 'rename-model', model, to })
const remove = (model: string): RegistryChange => ({ action: 'delete-model', model })
const describe = (model: string, description: string): RegistryChange => ({ action: 'set-description', model, description })

test.each<[string, readonly RegistryChange[], readonly number[]]>([
  ['what was done to it, from its creation on', [create('a'), create('b'), describe('a', 'x')], [1, 3]],
  [
    'what it did under earlier names',
    [create('x'), describe('x', 'y'), rename('x', 'y'), rename('y', 'a'), describe('a', 'z')],
    [1, 2, 3, 4, 5],
  ],
  ['nothing of a model of that name that was deleted', [create('a'), describe('a', 'x'), remove('a'), create('a')], [4]],
  ['nothing of a model of that name that was renamed', [create('a'), rename('a', 'b'), create('a'), describe('a', 'x')], [3, 4]],
  [
    'its own, where it took the name of a deleted model',
    [create('a'), remove('a'), create('b'), rename('b', 'a'), describe('a', 'x')],
    [3, 4, 5],
  ],
  ['its own, where it took its name back', [create('a'), rename('a', 'b'), rename('b', 'a'), describe('a', 'x')], [1, 2, 3, 4]],
  ['nothing where there is no such model', [create('b')], []],
])('has %s', async (_, changes, sequences) => {
  await using fixture = await registryFixture()
  const { models } = fixture.context
  for (const change of changes) await models.commit([change], { actor: 'ada' })
  const history = await modelHistory(auditReader(models, 'test'), 'a')
  expect(history.map(({ sequence }) => sequence)).toEqual(sequences)
})
