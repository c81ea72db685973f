import { MillraceError, type RegistryStore } from '@millrace/core'
import { expect, test, vi } from 'vitest'
import type { RegistryContext } from '../registry/registry-context.ts'
import { promote } from './promote.ts'
import { registryFixture } from './test-support/registry-fixture.ts'
import { scoredRows } from './test-support/scored-rows.ts'

const rowsWith = (noise: number, noiseSeed: number) => scoredRows({ rows: 300, seed: 1, noiseSeed, noise })

/** A registry with a poor holder and two good challengers, which are as good as each other. */
async function twoPromoters() {
  const fixture = await registryFixture()
  const holder = await fixture.addVersion({ evidence: rowsWith(3, 2) })
  await promote(fixture.context, { version: holder, alias: 'production' })
  const challengers = [
    await fixture.addVersion({ evidence: rowsWith(0.2, 3) }),
    await fixture.addVersion({ evidence: rowsWith(0.2, 4) }),
  ] as const
  return { ...fixture, challengers }
}

/** The context, with something that happens just before each commit. */
const withBeforeCommit = (context: RegistryContext, before: () => Promise<unknown>): RegistryContext => {
  const commit: RegistryStore['commit'] = async (changes, by) => {
    await before()
    return context.models.commit(changes, by)
  }
  return { ...context, models: { ...context.models, commit } }
}

test('of two promoters at once one wins, and the other begins again with the new holder', async () => {
  await using fixture = await twoPromoters()
  const { context, challengers } = fixture
  const promotions = await Promise.all(
    challengers.map((version) => promote(context, { version, alias: 'production', beats: 'production' })),
  )
  const winner = promotions.find(({ promoted }) => promoted)!
  const loser = promotions.find(({ promoted }) => !promoted)!
  expect(winner).toMatchObject({ promoted: true, from: 1 })
  expect(loser).toMatchObject({ promoted: false, from: winner.version, checks: [{ measured: { holder: winner.version } }] })
  expect(await fixture.holderOf('production')).toBe(winner.version)
  const { items } = await context.models.readAudit!({ alias: 'production' })
  expect(items.map(({ action }) => action)).toEqual(['set-alias', 'set-alias', 'refuse-promotion'])
})

test('measures against the new holder when the alias moves between the gate and the move', async () => {
  await using fixture = await twoPromoters()
  const { context, challengers } = fixture
  const [first, second] = challengers
  const overtake = vi.fn().mockImplementationOnce(() => promote(context, { version: first, alias: 'production' }))
  const promotion = await promote(withBeforeCommit(context, overtake), { version: second, alias: 'production', beats: 'production' })
  expect(promotion).toMatchObject({ promoted: false, from: first.version })
  expect(await fixture.holderOf('production')).toBe(first.version)
})

test('does not archive a former holder that someone else moved to another stage meanwhile', async () => {
  await using fixture = await registryFixture()
  const { context } = fixture
  const [first, second] = [await fixture.addVersion(), await fixture.addVersion()]
  await promote(context, { version: first, alias: 'production', stage: 'Production' })
  const restage = { action: 'set-stage', model: 'loan', version: 1, stage: 'Staging' } as const
  const meanwhile = vi.fn().mockImplementationOnce(() => context.models.commit([restage], { actor: 'bob' }))
  await promote(withBeforeCommit(context, meanwhile), { version: second, alias: 'production', stage: 'Production' })
  expect((await context.models.findVersion({ model: 'loan', version: 1 }))!.stage).toBe('Staging')
})

test('gives up after five conflicts', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const conflict = new MillraceError({ code: 'E_REGISTRY_CONFLICT', message: 'moved' })
  const commit = vi.fn().mockRejectedValue(conflict)
  const context = { ...fixture.context, models: { ...fixture.context.models, commit } }
  await expect(promote(context, { version, alias: 'production' })).rejects.toBe(conflict)
  expect(commit).toHaveBeenCalledTimes(5)
})

test('throws other trouble at once', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const busy = new MillraceError({ code: 'E_STORE_BUSY', message: 'locked' })
  const commit = vi.fn().mockRejectedValue(busy)
  const context = { ...fixture.context, models: { ...fixture.context.models, commit } }
  await expect(promote(context, { version, alias: 'production' })).rejects.toBe(busy)
  expect(commit).toHaveBeenCalledTimes(1)
})
