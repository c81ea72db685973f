import { expectClose } from '@millrace/core/testing'
import { array, assert, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CountsTestName, testOfCounts } from './run-test.ts'
import type { TwoCounts } from './two-counts.ts'

const counts = array(tuple(integer({ min: 0, max: 60 }), integer({ min: 0, max: 60 })), { minLength: 1, maxLength: 12 }).map((cells) => ({
  reference: [...cells.map(([count]) => count), 1],
  current: [...cells.map(([, count]) => count), 1],
}))
const twoCells = tuple(integer({ min: 0, max: 60 }), integer({ min: 0, max: 60 })).map(([a, b]) => ({ reference: [a, 3], current: [b, 2] }))

const ofTwo: readonly CountsTestName[] = ['fisher-exact', 'two-proportion-z']
const symmetric: readonly CountsTestName[] = [
  ...ofTwo,
  'chi-square',
  'g-test',
  'psi',
  'jensen-shannon',
  'hellinger',
  'total-variation',
  'l-infinity',
]

/** Nothing joined: which of equally rare cells are joined goes by their order. */
const run = (name: CountsTestName, given: TwoCounts) => testOfCounts(name, given, { minimumExpected: 0 })

describe.each([...symmetric, 'kullback-leibler'] as const)('%s', (name) => {
  const cells = ofTwo.includes(name) ? twoCells : counts

  test('figures are sound, inputs stay as they are, and the order of cells does not matter', () => {
    assert(
      property(cells, (given) => {
        const before = JSON.stringify(given)
        const result = run(name, given)
        expect(JSON.stringify(given)).toBe(before)
        expect(result.pValue! >= 0 && result.pValue! <= 1 && Number.isFinite(result.statistic)).toBe(true)
        const turned = run(name, { reference: given.reference.toReversed(), current: given.current.toReversed() })
        expectClose([Math.abs(turned.statistic), turned.pValue], [Math.abs(result.statistic), result.pValue], { rel: 1e-9, abs: 1e-12 })
      }),
    )
  })

  test.runIf(symmetric.includes(name))('sides may change places', () => {
    assert(
      property(cells, ({ reference, current }) => {
        const [a, b] = [run(name, { reference, current }), run(name, { reference: current, current: reference })]
        expectClose([Math.abs(b.statistic), b.pValue, b.noise], [Math.abs(a.statistic), a.pValue, a.noise], { rel: 1e-9, abs: 1e-12 })
      }),
    )
  })
})

test('distances bound one another: L∞ ≤ total variation, H² ≤ total variation ≤ √2 H, JS ≤ √(total variation)', () => {
  assert(
    property(counts, (given) => {
      const distance = (name: CountsTestName) => run(name, given).statistic
      const variation = distance('total-variation')
      const hellinger = distance('hellinger')
      const slack = 1e-12
      expect(distance('l-infinity')).toBeLessThanOrEqual(variation + slack)
      expect(hellinger ** 2).toBeLessThanOrEqual(variation + slack)
      expect(variation).toBeLessThanOrEqual(Math.SQRT2 * hellinger + slack)
      expect(distance('jensen-shannon') ** 2).toBeLessThanOrEqual(variation + slack)
    }),
  )
})

test('z squared is chi-square of the same table', () => {
  assert(
    property(twoCells, (given) => {
      const z = run('two-proportion-z', given)
      const square = run('chi-square', given)
      expectClose([z.statistic ** 2, z.pValue], [square.statistic, square.pValue], { rel: 1e-9, abs: 1e-12 })
    }),
  )
})

test('PSI is the sum of both Kullback-Leibler divergences', () => {
  assert(
    property(counts, ({ reference, current }) => {
      const sum =
        run('kullback-leibler', { reference, current }).statistic +
        run('kullback-leibler', { reference: current, current: reference }).statistic
      expectClose(run('psi', { reference, current }).statistic, sum, { rel: 1e-9, abs: 1e-12 })
    }),
  )
})
