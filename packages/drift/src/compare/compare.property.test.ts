import type { Column } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { MonitorOptions } from '../monitor/settings.ts'
import { profile } from '../profile/profile.ts'
import type { TestName } from '../tests/test-result.ts'
import { compare } from './compare.ts'

const odd = fc.constantFrom(0, -0, 1e9, 1e9 + 0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e308, -1e308, 5e-324, Number.NaN)
const numbers = fc.oneof(
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.double({ noNaN: true, min: -100, max: 100 }) }, odd), { minLength: 1, maxLength: 60 }),
  fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 60 }),
  fc.tuple(fc.integer({ min: 1, max: 40 }), odd).map(([length, value]) => new Array<number>(length).fill(value)),
)
const levels = fc.array(fc.constantFrom('a', 'b', '', '__proto__', 'null', null), { minLength: 1, maxLength: 60 })

const any: readonly TestName[] = [
  'kolmogorov-smirnov',
  'anderson-darling',
  'cramer-von-mises',
  'mann-whitney',
  'welch-t',
  'epps-singleton',
  'fisher-exact',
  'psi',
  'total-variation',
  'l-infinity',
  'wasserstein',
]
const ofLevels: readonly TestName[] = ['chi-square', 'g-test', 'two-proportion-z', 'jensen-shannon', 'kullback-leibler', 'hellinger']

const options = fc.record({
  tests: fc.record({ x: fc.constantFrom(undefined, ...any), level: fc.constantFrom(undefined, ...ofLevels) }),
  correction: fc.constantFrom('benjamini-hochberg', 'bonferroni', 'none'),
}) as fc.Arbitrary<MonitorOptions<string>>

const sides = fc.record({ x: numbers, level: levels }).map(({ x, level }) => {
  const length = Math.min(x.length, level.length)
  return { x: x.slice(0, length), level: level.slice(0, length) }
})

interface Values {
  readonly x: readonly number[]
  readonly level: readonly (string | null)[]
}

const tableFrom = ({ x, level }: Values) => {
  const strings: Column = { type: 'string', codes: new Int32Array(level.length).fill(-1), dictionary: ['a'] }
  return tableOf({ x: columnOf([...x]), level: level.every((value) => value === null) ? strings : columnOf([...level]) })
}

const reversed = ({ x, level }: Values): Values => ({ x: x.toReversed(), level: level.toReversed() })

test('whatever the columns and tests: strict JSON, figures in range, nothing thrown, inputs unchanged, rows in any order', async () => {
  await fc.assert(
    fc.asyncProperty(sides, sides, options, fc.boolean(), async (before, now, given, raw) => {
      const reference = tableFrom(before)
      const current = tableFrom(now)
      const known = await profile(monitorOf(reference, given), reference)
      const report = await compare(known, current, raw ? { reference } : {})
      expect(JSON.parse(JSON.stringify(report))).toEqual(report)
      for (const { pValue, adjustedPValue, nulls, effect, verdict, failure } of report.columns) {
        for (const p of [pValue, adjustedPValue, nulls.pValue, nulls.adjustedPValue]) if (p !== null) expect(p >= 0 && p <= 1).toBe(true)
        expect([effect === null, verdict === 'failed']).toEqual([failure !== null, failure !== null])
      }
      expect([...report.ranked].sort()).toEqual(['level', 'x'])
      expect([reference.column('x'), current.column('x')]).toEqual([tableFrom(before).column('x'), tableFrom(now).column('x')])

      const turned = tableFrom(reversed(before))
      const again = await compare(
        await profile(monitorOf(turned, given), turned),
        tableFrom(reversed(now)),
        raw ? { reference: turned } : {},
      )
      const judged = ({ columns }: typeof report) => columns.map(({ verdict, test, failure }) => ({ verdict, test, failure }))
      expect(judged(again)).toEqual(judged(report))
    }),
    { numRuns: 80 },
  )
}, 30_000)

test('a column that is as it was has not drifted, by any rule', async () => {
  await fc.assert(
    fc.asyncProperty(sides, options, fc.boolean(), async (values, given, raw) => {
      const rows = tableFrom(values)
      const report = await compare(await profile(monitorOf(rows, given), rows), rows, raw ? { reference: rows } : {})
      expect([report.drifted, report.nullsDrifted]).toEqual([[], []])
    }),
    { numRuns: 60 },
  )
}, 30_000)
