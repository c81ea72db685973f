import type { AuditEntry, Evidence } from '@millrace/core'
import { expect, test } from 'vitest'
import { promote } from './promote.ts'
import { registryFixture } from './test-support/registry-fixture.ts'
import { pickRows, scoredRows } from './test-support/scored-rows.ts'

const sameRows = { rows: 300, seed: 1 }
const good = scoredRows({ ...sameRows, noiseSeed: 2, noise: 0.2 })
const poor = scoredRows({ ...sameRows, noiseSeed: 3, noise: 3 })
const twin = scoredRows({ ...sameRows, noiseSeed: 4, noise: 0.2 })

/** A registry whose `production` is version 1, and a challenger, version 2. */
async function contest(holder: Evidence | undefined, challenger: Evidence | undefined) {
  const fixture = await registryFixture()
  const first = await fixture.addVersion({ evidence: holder })
  await promote(fixture.context, { version: first, alias: 'production' })
  return { ...fixture, first, version: await fixture.addVersion({ evidence: challenger }), alias: 'production', beats: 'production' }
}

async function newestEntry({ context }: Awaited<ReturnType<typeof registryFixture>>): Promise<AuditEntry> {
  const { items } = await context.models.readAudit!({ descending: true, limit: 1 })
  return items[0]!
}

test('moves an alias without a gate where none is asked for', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const promotion = await promote(fixture.context, { version, alias: 'production', reason: 'the first', actor: 'bob' })
  expect(promotion).toEqual({ promoted: true, model: 'loan', version: 1, alias: 'production', from: null, checks: [] })
  expect(await fixture.holderOf('production')).toBe(1)
  expect(await newestEntry(fixture)).toMatchObject({ action: 'set-alias', actor: 'bob', reason: 'the first', from: null, to: 1 })
})

test('gives a result that is frozen throughout', async () => {
  await using fixture = await contest(poor, good)
  const { checks, ...promotion } = await promote(fixture.context, { ...fixture, require: { auc: { min: 0 } } })
  expect(promotion).toMatchObject({ promoted: false })
  for (const part of [checks, ...checks, checks[1]!.measured]) expect(Object.isFrozen(part)).toBe(true)
})

test('asks for every required metric, moves nothing when one fails, and audits the refusal with what was measured', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion({ metrics: { auc: 0.8, logLoss: 0.7 } })
  const required = { auc: { min: 0.7 }, logLoss: { max: 0.6 }, brier: { max: 0.2 } }
  const { promoted, checks } = await promote(fixture.context, { version, alias: 'production', require: required, reason: 'nightly' })
  expect(promoted).toBe(false)
  expect(checks.map(({ name, passed }) => [name, passed])).toEqual([
    ['auc', true],
    ['logLoss', false],
    ['brier', false],
  ])
  expect(await fixture.holderOf('production')).toBeUndefined()
  expect(await newestEntry(fixture)).toMatchObject({
    ...{ action: 'refuse-promotion', version: 1, alias: 'production', reason: 'nightly', from: null, to: null },
    details: { checks },
  })
})

test('lets a version through that meets its bounds', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion({ metrics: { auc: 0.8 } })
  const { promoted, checks } = await promote(fixture.context, { version, alias: 'production', require: { auc: { min: 0.7 } } })
  expect(promoted).toBe(true)
  expect((await newestEntry(fixture)).details).toEqual({ checks })
})

test('has nothing to beat where there is no holder, and audits that', async () => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const { promoted, checks } = await promote(fixture.context, { version, alias: 'production', beats: 'production' })
  expect(promoted).toBe(true)
  expect(checks[0]).toMatchObject({
    name: 'beats',
    passed: true,
    measured: { holder: null },
    why: expect.stringContaining('nothing to beat'),
  })
  expect((await newestEntry(fixture)).details).toMatchObject({ checks: [{ name: 'beats', passed: true }] })
})

test('promotes a challenger that is better by more than noise', async () => {
  await using fixture = await contest(poor, good)
  const { promoted, from, checks } = await promote(fixture.context, fixture)
  expect({ promoted, from }).toEqual({ promoted: true, from: 1 })
  const measured = checks[0]!.measured as Record<string, number>
  expect(measured).toMatchObject({ holder: 1, metric: 'logLoss', rows: 300, confidence: 0.95, rounds: 2000, seed: 0 })
  expect(measured.upper).toBeLessThan(0)
  expect(await fixture.holderOf('production')).toBe(2)
})

test.each([
  ['is as good', good, twin],
  ['is worse', good, poor],
])('refuses a challenger that %s', async (_, holder, challenger) => {
  await using fixture = await contest(holder, challenger)
  const { promoted, checks } = await promote(fixture.context, fixture)
  expect(promoted).toBe(false)
  expect(checks[0]!.why).toMatch(/logLoss goes from .* not wholly on the better side/)
  expect(await fixture.holderOf('production')).toBe(1)
})

test('takes more for better where the metric says so', async () => {
  await using fixture = await contest(poor, good)
  const beats = { metric: 'auc', confidence: 0.99, rounds: 1000, seed: 3 } as const
  const { promoted, checks } = await promote(fixture.context, { ...fixture, beats })
  expect(promoted).toBe(true)
  expect(checks[0]!.measured).toMatchObject({ ...beats, alias: 'production' })
  expect((checks[0]!.measured as Record<string, number>).lower).toBeGreaterThan(0)
})

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index)
const flipped = { ...good, label: good.label.map((label, index) => (index === 5 ? 1 - label : label)) }
const byLabel = (label: number) => good.label.flatMap((value, index) => (value === label ? [index] : []))
const oneClass = byLabel(1).slice(0, 80)
const fewOfOne = [...oneClass, ...byLabel(0).slice(0, 4)]

test.each<[string, Evidence | undefined, Evidence | undefined, RegExp]>([
  ['the holder has no evidence', undefined, good, /version 1 has no evidence/],
  ['the challenger has no evidence', good, undefined, /version 2 has no evidence/],
  ['they share no row', pickRows(poor, range(0, 100)), pickRows(good, range(100, 200)), /scored 0 rows/],
  ['they share too few rows', pickRows(poor, range(0, 149)), pickRows(good, range(100, 300)), /scored 49 rows, and 50 are asked for/],
  ['shared rows have different labels', flipped, good, /label or weight differ in 1 row /],
  ['shared rows are of one label', pickRows(poor, oneClass), good, /0 rows of label 0/],
  ['shared rows have few of one label', pickRows(poor, fewOfOne), good, /4 rows of label 0, and 5 are needed/],
])('refuses to compare when %s', async (_, holder, challenger, why) => {
  await using fixture = await contest(holder, challenger)
  const { promoted, checks } = await promote(fixture.context, fixture)
  expect(promoted).toBe(false)
  expect(checks[0]).toMatchObject({ name: 'beats', passed: false, why: expect.stringMatching(why) })
  expect((await newestEntry(fixture)).action).toBe('refuse-promotion')
})

test('compares only the rows that both were not trained on', async () => {
  await using fixture = await contest(pickRows(poor, range(0, 150)), pickRows(good, range(50, 300)))
  const { checks } = await promote(fixture.context, fixture)
  expect(checks[0]!.measured).toMatchObject({ rows: 100 })
})

test('does not count rows of no weight as rows of a label', async () => {
  const weight = good.label.map((label) => (label === 1 ? 1 : 0))
  await using fixture = await contest({ ...poor, weight }, { ...good, weight })
  const { checks } = await promote(fixture.context, fixture)
  expect(checks[0]!.why).toContain('0 rows of label 0')
})

test('takes evidence of rows that came later', async () => {
  const later = pickRows(poor, range(100, 300))
  await using fixture = await contest(pickRows(poor, range(0, 100)), good)
  const beats = { minimumRows: 300, evidence: { holder: later } }
  expect(await promote(fixture.context, { ...fixture, beats })).toMatchObject({ promoted: true, checks: [{ measured: { rows: 300 } }] })
})

test('takes later evidence where none was registered', async () => {
  await using fixture = await contest(undefined, undefined)
  const beats = { evidence: { holder: poor, challenger: good } }
  expect(await promote(fixture.context, { ...fixture, beats })).toMatchObject({ promoted: true })
})

test('does not take rows for more evidence because they are sent again', async () => {
  const few = pickRows(poor, range(0, 30))
  await using fixture = await contest(few, good)
  const { checks } = await promote(fixture.context, { ...fixture, beats: { evidence: { holder: few } } })
  expect(checks[0]!.why).toContain('scored 30 rows')
})

test('refuses later evidence that contradicts what was registered', async () => {
  await using fixture = await contest(poor, good)
  const { promoted, checks } = await promote(fixture.context, { ...fixture, beats: { evidence: { challenger: flipped } } })
  expect(promoted).toBe(false)
  expect(checks[0]!.why).toBe('the evidence given for version 2 contradicts what it was registered with in 1 row')
})

test('rejects evidence that no comparison can use', async () => {
  await using fixture = await contest(poor, good)
  const evidence = { holder: { ...good, score: good.score.map(() => Number.NaN) } }
  await expect(promote(fixture.context, { ...fixture, beats: { evidence } })).rejects.toMatchObject({ code: 'E_EVIDENCE_INVALID' })
})

test('compares with the holder of another alias when that is named', async () => {
  await using fixture = await contest(poor, good)
  const champion = await fixture.addVersion({ evidence: twin })
  await promote(fixture.context, { version: champion, alias: 'champion' })
  const { promoted, from, checks } = await promote(fixture.context, { ...fixture, beats: 'champion' })
  expect({ promoted, from }).toEqual({ promoted: false, from: 1 })
  expect(checks[0]!.measured).toMatchObject({ alias: 'champion', holder: 3 })
})

test('lets no version beat itself', async () => {
  await using fixture = await contest(poor, good)
  await promote(fixture.context, { ...fixture, alias: 'champion', beats: undefined })
  const { promoted, checks } = await promote(fixture.context, { ...fixture, beats: 'champion' })
  expect(promoted).toBe(false)
  expect(checks[0]!.why).toContain('no version beats itself')
})

test('leaves everything alone when the version holds the alias already, and says so', async () => {
  await using fixture = await contest(poor, good)
  const before = await newestEntry(fixture)
  const promotion = await promote(fixture.context, { version: fixture.first, alias: 'production', require: { auc: { min: 1 } } })
  expect(promotion).toMatchObject({ promoted: true, from: 1, checks: [{ name: 'holder', passed: true }] })
  expect(await newestEntry(fixture)).toEqual(before)
})

test('moves the stage too, and archives the former holder where it stands in that stage', async () => {
  await using fixture = await registryFixture()
  const { context } = fixture
  const [first, second, third] = [await fixture.addVersion(), await fixture.addVersion(), await fixture.addVersion()]
  await promote(context, { version: first, alias: 'production', stage: 'Production' })
  await promote(context, { version: second, alias: 'production', stage: 'Production' })
  await promote(context, { version: second, alias: 'candidate', stage: 'Production' })
  await promote(context, { version: third, alias: 'candidate', stage: 'Staging' })
  const stages = (await context.models.searchVersions()).items.map(({ version, stage }) => [version, stage])
  expect(stages).toEqual([
    [3, 'Staging'],
    [2, 'Production'],
    [1, 'Archived'],
  ])
})

test.each([
  ['bounds', { require: { auc: {} } }, 'E_GATE_INVALID'],
  ['a comparison', { beats: { rounds: 1 } }, 'E_GATE_INVALID'],
  ['a stage', { stage: 'Archived' as 'Staging' }, 'E_STAGE_INVALID'],
  ['an alias', { alias: 'latest' }, 'E_ALIAS_INVALID'],
  ['a version', { version: { model: 'loan', version: 9 } }, 'E_VERSION_UNKNOWN'],
])('rejects %s without meaning and audits nothing', async (_, request, code) => {
  await using fixture = await registryFixture()
  const version = await fixture.addVersion()
  const before = await newestEntry(fixture)
  await expect(promote(fixture.context, { version, alias: 'production', ...request })).rejects.toMatchObject({ code })
  expect(await newestEntry(fixture)).toEqual(before)
})
