import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import { isCountsTest } from '../tests/run-test.ts'
import type { TestName } from '../tests/test-result.ts'
import { compare } from './compare.ts'
import type { ColumnDrift } from './drift-report.ts'

const names: readonly TestName[] = [
  'kolmogorov-smirnov',
  'anderson-darling',
  'cramer-von-mises',
  'mann-whitney',
  'welch-t',
  'student-t',
  'epps-singleton',
  'chi-square',
  'g-test',
  'psi',
  'jensen-shannon',
  'hellinger',
  'kullback-leibler',
  'total-variation',
  'l-infinity',
  'wasserstein',
  'energy',
  'maximum-mean-discrepancy',
]
const fromProfiles = new Set<TestName>(['kolmogorov-smirnov', 'welch-t', 'student-t', 'wasserstein'])

function draws(seed: number, shift: number) {
  const random = seededRandom(seed)
  return columnOf(Array.from({ length: 400 }, () => shift + random.normal()))
}

interface Given {
  readonly options: MonitorOptions<string>
  readonly raw?: boolean
  readonly shift?: number
}

async function judged({ options, raw = true, shift = 0.8 }: Given): Promise<ColumnDrift> {
  const rows = tableOf({ x: draws(1, 0) })
  const known = await profile(monitorOf(rows, options), rows)
  const report = await compare(known, tableOf({ x: draws(2, shift) }), raw ? { reference: rows } : {})
  return report.columns[0]!
}

describe.each(names)('%s', (name) => {
  const options = { tests: { x: name } }

  test('finds a large shift and none where there is none, by one rule', async () => {
    const moved = await judged({ options: { tests: { x: { test: name, threshold: 0.02 } } } })
    expect(moved).toMatchObject({ test: name, verdict: 'drifted', failure: null, effect: { floor: 0.02 } })
    expect(moved.adjustedPValue).toBeLessThan(0.01)
    expect(await judged({ options, shift: 0 })).toMatchObject({ test: name, drifted: false, failure: null })
  })

  test('takes the threshold for the floor of its effect', async () => {
    const { effect } = await judged({ options })
    const far = { test: name, threshold: 100 }
    expect(await judged({ options: { tests: { x: far } } })).toMatchObject({ verdict: 'small', effect: { ...effect, floor: 100 } })
  })

  test('without raw values is made where cells or moments allow it, and else fails with the reason', async () => {
    const outcome = await judged({ options: { tests: { x: { test: name, threshold: 0.02 } } }, raw: false })
    if (isCountsTest(name) || fromProfiles.has(name)) expect(outcome).toMatchObject({ test: name, verdict: 'drifted', failure: null })
    else
      expect(outcome).toMatchObject({
        test: name,
        verdict: 'failed',
        statistic: null,
        failure: expect.stringContaining('raw reference rows'),
      })
  })
})

test('t tests from profiles are those of the values', async () => {
  for (const name of ['welch-t', 'student-t'] as const) {
    const options = { tests: { x: name } }
    const [exact, moments] = [await judged({ options }), await judged({ options, raw: false })]
    expectClose([moments.statistic, moments.pValue], [exact.statistic, exact.pValue], { rel: 1e-9 })
    expectClose(moments.effect!.value, exact.effect!.value, { rel: 1e-9 })
  }
})

test('a t test leaves infinities out, and fails alone where nothing finite is left', async () => {
  const infinite = columnOf([...Array.from({ length: 50 }, () => Number.POSITIVE_INFINITY)])
  const some = columnOf([Number.NEGATIVE_INFINITY, ...Array.from({ length: 49 }, (_, i) => i)])
  const rows = tableOf({ x: some, y: infinite })
  const report = await compare(await profile(monitorOf(rows, { tests: { x: 'welch-t', y: 'welch-t' } }), rows), rows)
  expect(report.columns.map(({ verdict }) => verdict)).toEqual(['stable', 'failed'])
  expect(report.columns[0]!.warnings).toEqual(['2 infinite values were left out'])
  expect(report.columns[1]!.failure).toBe('welch-t: the reference side has no finite value')
})

describe('tests of two shares', () => {
  const flags = (share: number, length = 300) => columnOf(Array.from({ length }, (_, i) => Number(i < share * length)))
  const boolean = (share: number) => tableOf({ x: flags(share) }, { x: 'boolean' })
  test.each(['fisher-exact', 'two-proportion-z'] as const)('%s judges booleans', async (name) => {
    const rows = boolean(0.3)
    const known = await profile(monitorOf(rows, { tests: { x: name } }), rows)
    const [moved, same] = [await compare(known, boolean(0.6)), await compare(known, boolean(0.32))]
    expect(moved.columns[0]).toMatchObject({ test: name, verdict: 'drifted', effect: { name: 'difference' } })
    expect(Math.abs(moved.columns[0]!.effect!.value)).toBeCloseTo(0.3)
    expect(same.columns[0]).toMatchObject({ verdict: 'stable', warnings: [] })
  })

  test('of more values the most frequent one is judged against the rest, and a warning says so', async () => {
    const rows = tableOf({ x: columnOf(Array.from({ length: 300 }, (_, i) => 'aaabbc'[i % 6]!)) })
    const known = await profile(monitorOf(rows, { tests: { x: 'two-proportion-z' } }), rows)
    expect((await compare(known, rows)).columns[0]!.warnings).toEqual(['the most frequent value is tested against all others together'])
  })
})
