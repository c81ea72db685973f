import type { ModelStage } from '@millrace/core'
import { expect, test } from 'vitest'
import { archive, setStage } from './set-stage.ts'
import { type RegistryFixture, registryFixture } from './test-support/registry-fixture.ts'

const stagesOf = async ({ context }: RegistryFixture, model = 'loan') => {
  const filter = { attribute: 'model', is: '=', value: model } as const
  const { items } = await context.models.searchVersions({ filter })
  return items.map(({ stage }) => stage).reverse()
}

test('moves a version to a stage, and gives it as it stands then', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  expect(await setStage(fixture.context, { version, stage: 'Staging', reason: 'to be tried' })).toMatchObject({
    version: 1,
    stage: 'Staging',
  })
  const { items } = await fixture.context.models.readAudit!({ descending: true, limit: 1 })
  expect(items[0]).toMatchObject({ action: 'set-stage', from: 'None', to: 'Staging', reason: 'to be tried' })
})

test('archives the others in that stage, and only of that model, when it is told to', async () => {
  await using fixture = await registryFixture()
  const versions = [await fixture.addVersion(), await fixture.addVersion(), await fixture.addVersion()]
  const other = await fixture.addVersion({ model: 'churn' })
  for (const version of [...versions.slice(0, 2), other]) await setStage(fixture.context, { version, stage: 'Production' })
  expect(await stagesOf(fixture)).toEqual(['Production', 'Production', 'None'])
  await setStage(fixture.context, { version: versions[2]!, stage: 'Production', archiveExisting: true })
  expect(await stagesOf(fixture)).toEqual(['Archived', 'Archived', 'Production'])
  expect(await stagesOf(fixture, 'churn')).toEqual(['Production'])
})

test('writes nothing when the version stands there already', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const before = await fixture.context.models.readAudit!()
  await setStage(fixture.context, { version, stage: 'None' })
  expect(await fixture.context.models.readAudit!()).toEqual(before)
})

test('archives a version; its aliases stay', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  await fixture.context.models.commit([{ action: 'set-alias', model: 'loan', alias: 'production', version: 1 }], { actor: 'ada' })
  expect(await archive(fixture.context, { version })).toMatchObject({ stage: 'Archived', aliases: ['production'] })
})

test.each([
  ['a stage that there is not', { stage: 'Retired' as ModelStage }, 'E_STAGE_INVALID'],
  ['archiving those that are archived', { stage: 'Archived' as ModelStage, archiveExisting: true }, 'E_STAGE_INVALID'],
  ['an unknown version', { stage: 'Staging' as ModelStage, version: { model: 'loan', version: 9 } }, 'E_VERSION_UNKNOWN'],
])('rejects %s', async (_, request, code) => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const work = async () => setStage(fixture.context, { version, ...request })
  await expect(work()).rejects.toMatchObject({ code })
})
