import { seededRandom } from '@millrace/core'
import { array, assert, asyncProperty, double, integer, oneof } from 'fast-check'
import { expect, test } from 'vitest'
import { columnOf, laws, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import { profile } from './profile.ts'
import type { NumberProfile } from './profile-types.ts'
import { wassersteinFromCells } from './wasserstein-from-cells.ts'

type Numbers = readonly number[] | Float64Array

async function boundsOf(reference: Numbers, current: Numbers, cells = 200) {
  const [a, b] = [reference, current].map((values) => tableOf({ x: columnOf([...values]) }))
  const known = await profile(monitorOf(a!, { cells }), a!)
  const now = await profile(monitorOf(b!, { cells }), b!, { cellsOf: known })
  return wassersteinFromCells(known.columns[0] as NumberProfile, now.columns[0] as NumberProfile)
}

/** The area between two distribution functions, by a walk over all values. */
function exact(reference: Numbers, current: Numbers): number {
  const values: number[] = [...reference, ...current].sort((a, b) => a - b)
  const share = (side: Numbers, x: number) => Array.from(side).reduce((sum, value) => sum + Number(value <= x), 0) / side.length
  return values
    .slice(1)
    .reduce((sum, x, i) => sum + Math.abs(share(reference, values[i]!) - share(current, values[i]!)) * (x - values[i]!), 0)
}

const draw = (name: 'normal' | 'lognormal' | 'zero-inflated', seed: number, rows: number) =>
  (laws[name](seededRandom(seed), rows) as { values: Float64Array }).values

test.each(['normal', 'lognormal', 'zero-inflated'] as const)('a real shift of a %s column is known to half a percent', async (name) => {
  const [reference, current] = [draw(name, 1, 1200), draw(name, 2, 600).map((x) => x * 1.3 + 0.3)]
  const { lower, upper } = (await boundsOf(reference, current))!
  const distance = exact(reference, current)
  expect(lower / distance).toBeGreaterThan(0.995)
  expect(lower / distance).toBeLessThan(1.001)
  expect(upper / distance).toBeGreaterThan(0.999)
})

test('an offset of 1e9 costs no digits', async () => {
  const [reference, current] = [draw('normal', 1, 1000), draw('normal', 2, 500).map((x) => x + 0.5)]
  const far = (await boundsOf(
    reference.map((x) => x + 1e9),
    current.map((x) => x + 1e9),
  ))!
  const near = (await boundsOf(reference, current))!
  expect(Math.abs(far.lower - near.lower)).toBeLessThan(2e-3)
})

test('without drift the lower bound is never an alarm that the distance is not', async () => {
  const number = oneof(integer({ min: -5, max: 5 }), double({ min: -100, max: 100, noNaN: true }))
  await assert(
    asyncProperty(
      array(number, { minLength: 1, maxLength: 60 }),
      array(number, { minLength: 1, maxLength: 60 }),
      async (reference, current) => {
        const { lower, upper } = (await boundsOf(reference, current))!
        const distance = exact(reference, current)
        const spread = Math.max(...reference, ...current) - Math.min(...reference, ...current)
        expect(lower).toBeLessThanOrEqual(distance + spread / 200)
        expect(upper).toBeGreaterThanOrEqual(distance - spread / 200)
      },
    ),
    { numRuns: 60 },
  )
})

test('cells of one value each leave nothing open', async () => {
  const [reference, current] = [
    Array.from({ length: 100 }, (_, i) => i % 4),
    Array.from({ length: 80 }, (_, i) => (i % 16 === 0 ? 3 : i % 4)),
  ]
  const { lower, upper } = (await boundsOf(reference, current))!
  expect(lower).toBeCloseTo(exact(reference, current), 8)
  expect(upper).toBeCloseTo(lower, 8)
})

test('nulls alone and infinities have no distance; other cells are refused', async () => {
  expect(await boundsOf([1, 2, 3], [Number.NaN])).toBeNull()
  expect(await boundsOf([1, 2, 3], [1, Number.POSITIVE_INFINITY])).toBeNull()
  const [a, b] = await Promise.all(
    [
      [1, 2],
      [3, 4],
    ].map((values) => profile(monitorOf(tableOf({ x: columnOf(values) })), tableOf({ x: columnOf(values) }))),
  )
  expect(() => wassersteinFromCells(a!.columns[0] as NumberProfile, b!.columns[0] as NumberProfile)).toThrow(RangeError)
})
