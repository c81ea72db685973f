import { type Column, seededRandom, type Table } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from './profile.ts'
import type { LevelProfile, NumberProfile, Profile } from './profile-types.ts'
import { readProfile } from './read-profile.ts'

const most = 6144
const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))

const random = seededRandom(5)
const rows = 12_000
const numbers = (value: (i: number) => number): Column => ({
  type: 'number',
  values: Float64Array.from({ length: rows }, (_, i) => value(i)),
})
const texts = (value: (i: number) => string): Column => {
  const codes = new Map<string, number>()
  const coded = Int32Array.from({ length: rows }, (_, i) => {
    const text = value(i)
    const code = codes.get(text) ?? codes.size
    codes.set(text, code)
    return code
  })
  return { type: 'string', codes: coded, dictionary: [...codes.keys()] }
}
/** An awkward number of full precision in [0, 1). */
const unit = () => random.next()

const nasty: Readonly<Record<string, Column>> = {
  'full precision': numbers(() => random.normal()),
  tiny: numbers(() => random.normal() * 1e-300),
  subnormal: numbers(() => random.normal() * 1e-321),
  huge: numbers(() => random.normal() * 1e307),
  'huge offset': numbers(() => 1e9 + random.normal()),
  'no room': numbers(() => 1e15 + random.normal() * 4),
  'negative money': numbers(() => -Math.exp(12 + 2 * random.normal())),
  cauchy: numbers(() => random.normal() / random.normal()),
  'all scales': numbers(() => (unit() < 0.5 ? -1 : 1) * 10 ** (600 * unit() - 300)),
  instants: numbers(() => Math.floor(1.7e12 + 3e10 * unit())),
  'many atoms': numbers((i) => Math.sin(i % 150) * 1e-7),
  'atoms and noise': numbers((i) => (i % 3 ? Math.sin(i % 97) : random.normal())),
  infinities: numbers((i) => (i % 7 ? random.normal() : Number.POSITIVE_INFINITY)),
  'ten thousand levels': texts((i) => `level ${i % 10_000}`),
  'ten thousand long levels': texts((i) => `${'a very long level name '.repeat(12)}${i % 10_000}`),
  'levels of one emoji': texts((i) => '😀'.repeat(1 + (i % 300))),
  'levels of control characters': texts((i) => '\u0001'.repeat(1 + (i % 200))),
  '200 levels of 64': texts((i) => `${i % 200}`.padStart(64, 'ü')),
}

describe.each(Object.entries(nasty))('%s', (name, column) => {
  test('takes 6 kB at most, comes back from JSON, and keeps bands that are unions of cells', async () => {
    const table = tableOf({ [name]: column })
    const known = await profile(monitorOf(table), table)
    const [one] = known.columns as [Profile['columns'][number]]
    expect(bytesOf({ ...one, column: '' })).toBeLessThanOrEqual(most)
    expect(readProfile(JSON.parse(JSON.stringify(known)))).toEqual(known)
    if (one.type === 'number') expect(one.bands.edges.every((edge) => one.cells.edges.includes(edge))).toBe(true)
  })
})

/** Scores with outcomes, some of which are not known yet. */
function scored(known: number): Table<Record<string, unknown>> {
  const score = numbers(() => unit() ** 2)
  const good = numbers((i) => (unit() < known ? Number(unit() < (score as { values: Float64Array }).values[i]!) : Number.NaN))
  return tableOf({ score, good }, { good: 'boolean' })
}

test.each([1, 0.7])('scores with outcomes, %d of them known, take 6 kB at most', async (share) => {
  const table = scored(share)
  const monitor = monitorOf(table, { columns: [], target: 'good', predictions: ['score'] })
  const score = (await profile(monitor, table)).columns.at(-1) as NumberProfile
  expect(score.labels!.unknown === null).toBe(share === 1)
  expect(bytesOf(score)).toBeLessThanOrEqual(most)
  expect(score.counts.length).toBeGreaterThanOrEqual(share === 1 ? 150 : 120)
})

test('a billion rows in the same cells take 6 kB at most', async () => {
  const table = tableOf({ x: nasty['full precision']!, y: nasty['ten thousand levels']! })
  const [x, y] = (await profile(monitorOf(table), table)).columns as [NumberProfile, LevelProfile]
  const times = (counts: readonly number[]) => counts.map((count) => count * 83_333)
  expect(
    bytesOf({ ...x, count: 1e9, counts: times(x.counts), sums: x.sums.map((sum) => Number((sum * 83_333).toPrecision(8))) }),
  ).toBeLessThanOrEqual(most)
  expect(bytesOf({ ...y, count: 1e9, counts: times(y.counts), others: 1e9, buckets: times(y.buckets!) })).toBeLessThanOrEqual(most)
})

test('a monitor that asks for more cells or levels gets as many times more room', async () => {
  const table = tableOf({ x: nasty['full precision']!, y: nasty['ten thousand levels']! })
  const [x, y] = (await profile(monitorOf(table, { cells: 1000, topValues: 1000 }), table)).columns as [NumberProfile, LevelProfile]
  expect(x.counts.length).toBeGreaterThan(800)
  expect(y.levels.length).toBeGreaterThan(600)
  expect(Math.max(bytesOf(x), bytesOf(y))).toBeLessThanOrEqual(5 * most)
})

test('plain columns keep 200 cells, each of an equal share to a tenth', async () => {
  for (const law of [laws.normal, laws.lognormal]) {
    const table = tableOf({ x: law(random, 40_000) })
    const { counts } = (await profile(monitorOf(table), table)).columns[0] as NumberProfile
    expect(counts).toHaveLength(200)
    expect(counts.every((count) => Math.abs(count / 200 - 1) <= 0.105)).toBe(true)
  }
})

test('long levels are told apart', async () => {
  const start = 'the same beginning of many words, '.repeat(4)
  const table = tableOf({ x: texts((i) => `${start}${i % 3}`) })
  const { levels, counts, others } = (await profile(monitorOf(table), table)).columns[0] as LevelProfile
  expect([new Set(levels).size, counts, others]).toEqual([3, [4000, 4000, 4000], 0])
  expect(levels.every((level) => level.startsWith(start.slice(0, 48)) && level.length === 65)).toBe(true)
})
