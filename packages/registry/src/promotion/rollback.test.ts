import { expect, test } from 'vitest'
import { promote } from './promote.ts'
import { rollback } from './rollback.ts'
import { setStage } from './set-stage.ts'
import { type RegistryFixture, registryFixture } from './test-support/registry-fixture.ts'

const by = { actor: 'ada' }

/** A registry of some versions, of which some held `production` one after the other. */
async function withHolders({ versions, holders }: { versions: number; holders: readonly number[] }): Promise<RegistryFixture> {
  const fixture = await registryFixture()
  for (let version = 1; version <= versions; version++) await fixture.addVersion()
  for (const version of holders) await promote(fixture.context, { version: { model: 'loan', version }, alias: 'production' })
  return fixture
}

const production = { model: 'loan', alias: 'production' }

test('goes back to the holder before, with its reason in the audit', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  const result = await rollback(fixture.context, { ...production, reason: 'declines too many', actor: 'bob' })
  expect(result).toEqual({ ...production, from: 2, version: 1, skipped: [] })
  expect(await fixture.holderOf('production')).toBe(1)
  const { items } = await fixture.context.models.readAudit!({ descending: true, limit: 1 })
  expect(items[0]).toMatchObject({
    action: 'set-alias',
    actor: 'bob',
    reason: 'declines too many',
    from: 2,
    to: 1,
    details: { rollback: true },
  })
})

test('goes further back each time and never to and fro, until nothing is left', async () => {
  await using fixture = await withHolders({ versions: 3, holders: [1, 2, 3] })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 3, version: 2 })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 2, version: 1 })
  await expect(rollback(fixture.context, production)).rejects.toMatchObject({ code: 'E_ROLLBACK_NONE', details: { from: 1 } })
  expect(await fixture.holderOf('production')).toBe(1)
})

test('goes on from where a rollback left the alias when something is promoted afterwards', async () => {
  await using fixture = await withHolders({ versions: 4, holders: [1, 2, 3] })
  await rollback(fixture.context, production)
  await promote(fixture.context, { version: { model: 'loan', version: 4 }, alias: 'production' })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 4, version: 2 })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 2, version: 1 })
})

test('returns to what was rolled back from only after it was promoted again', async () => {
  await using fixture = await withHolders({ versions: 3, holders: [1, 2] })
  await rollback(fixture.context, production)
  for (const version of [2, 3]) await promote(fixture.context, { version: { model: 'loan', version }, alias: 'production' })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 3, version: 2 })
})

test('takes a promotion of an older version for a step forward', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2, 1] })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 1, version: 2 })
})

test('passes over versions that were deleted', async () => {
  await using fixture = await withHolders({ versions: 4, holders: [1, 2, 3, 4] })
  for (const version of [2, 3]) await fixture.context.models.commit([{ action: 'delete-version', model: 'loan', version }], by)
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 4, version: 1, skipped: [3, 2] })
})

test('goes back when the holder itself was deleted', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  await fixture.context.models.commit([{ action: 'delete-version', model: 'loan', version: 2 }], by)
  expect(await rollback(fixture.context, production)).toMatchObject({ from: null, version: 1, skipped: [2] })
})

test('gives an alias that was removed its last holder again', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  await fixture.context.models.commit([{ action: 'set-alias', ...production, version: null }], by)
  expect(await rollback(fixture.context, production)).toMatchObject({ from: null, version: 2 })
  expect(await rollback(fixture.context, production)).toMatchObject({ from: 2, version: 1 })
})

test('has nothing to go back to from the first holder, or for an alias that never was', async () => {
  await using fixture = await withHolders({ versions: 1, holders: [1] })
  await expect(rollback(fixture.context, production)).rejects.toMatchObject({ code: 'E_ROLLBACK_NONE' })
  await expect(rollback(fixture.context, { ...production, alias: 'champion' })).rejects.toMatchObject({ code: 'E_ROLLBACK_NONE' })
})

test('rejects an unknown model', async () => {
  await using fixture = await registryFixture()
  await expect(rollback(fixture.context, production)).rejects.toMatchObject({ code: 'E_MODEL_UNKNOWN' })
})

test('knows the holders that a model had under an earlier name', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  await fixture.context.models.commit([{ action: 'rename-model', model: 'loan', to: 'credit' }], by)
  expect(await rollback(fixture.context, { ...production, model: 'credit' })).toMatchObject({ from: 2, version: 1 })
})

test('leaves aside what a deleted model of that name did', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  await fixture.context.models.commit([{ action: 'delete-model', model: 'loan' }], by)
  const version = await fixture.addVersion()
  await promote(fixture.context, { version, alias: 'production' })
  await expect(rollback(fixture.context, production)).rejects.toMatchObject({ code: 'E_ROLLBACK_NONE', details: { skipped: [] } })
})

test('moves stages too when it is told to', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  await setStage(fixture.context, { version: { model: 'loan', version: 1 }, stage: 'Archived' })
  await setStage(fixture.context, { version: { model: 'loan', version: 2 }, stage: 'Production' })
  await rollback(fixture.context, { ...production, stage: 'Production' })
  const { items } = await fixture.context.models.searchVersions()
  expect(items.map(({ version, stage }) => [version, stage])).toEqual([
    [2, 'Archived'],
    [1, 'Production'],
  ])
})

test('two rollbacks at once go back two steps, and neither is lost', async () => {
  await using fixture = await withHolders({ versions: 3, holders: [1, 2, 3] })
  const results = await Promise.all([rollback(fixture.context, production), rollback(fixture.context, production)])
  expect(results.map(({ version }) => version).sort()).toEqual([1, 2])
  expect(await fixture.holderOf('production')).toBe(1)
})

test('needs a registry that keeps an audit', async () => {
  await using fixture = await withHolders({ versions: 2, holders: [1, 2] })
  const { readAudit: _, ...models } = fixture.context.models
  await expect(rollback({ ...fixture.context, models }, production)).rejects.toMatchObject({ code: 'E_ABILITY_MISSING' })
})
