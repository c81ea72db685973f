import { readFileSync } from 'node:fs'
import type { ColumnKind } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../../test/fixtures/draws.ts'
import { monitorOf } from '../../../test/fixtures/monitors.ts'
import { profile } from '../../profile/profile.ts'
import { compare } from '../compare.ts'

interface Case {
  readonly reference: number
  readonly current: number
  readonly shifted: boolean
  readonly share: number
  readonly columns: Readonly<Record<string, { readonly method: string; readonly score: number }>>
}

const { cases } = JSON.parse(readFileSync(new URL('../../../test/fixtures/evidently/verdicts.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly Case[]
}

const kinds: Readonly<Record<string, ColumnKind>> = {
  grade: 'integer',
  many: 'integer',
  area: 'category',
  sex: 'category',
  flag: 'boolean',
}

/** As the generator beside the fixture draws them. */
function rows(count: number, { start, shifted }: { readonly start: number; readonly shifted: boolean }) {
  const draw = (factor: number) =>
    Array.from({ length: count }, (_, i) => {
      const u = (((start + i + 1) * factor) % 1000003) / 1000003
      return shifted ? u * Math.sqrt(u) : u
    })
  return tableOf(
    {
      amount: columnOf(draw(7919)),
      gaps: columnOf(draw(104729).map((u, i) => (i % 10 === 0 ? null : u))),
      grade: columnOf(draw(1299709).map((u) => Math.floor(9 * u))),
      term: columnOf(draw(15485863).map((u) => Math.floor(3 * u) + 0.5)),
      many: columnOf(draw(32452843).map((u) => Math.floor(200 * u))),
      area: columnOf(draw(49979687).map((u) => 'abcde'[Math.floor(5 * u)]!)),
      sex: columnOf(draw(67867967).map((u) => 'fm'[Math.floor(2 * u)]!)),
      flag: columnOf(draw(86028121).map((u) => Number(u < 0.3))),
      constant: columnOf(new Array<number>(count).fill(1)),
    },
    kinds,
  )
}

const methods: Readonly<Record<string, string>> = {
  'kolmogorov-smirnov': 'K-S p_value',
  'chi-square': 'chi-square p_value',
  'two-proportion-z': 'Z-test p_value',
  wasserstein: 'Wasserstein distance (normed)',
  'jensen-shannon': 'Jensen-Shannon distance',
}

test.each(cases)('the verdicts are those of Evidently: $reference against $current rows, shifted: $shifted', async (expected) => {
  const reference = rows(expected.reference, { start: 0, shifted: false })
  const known = await profile(monitorOf(reference, { mode: 'evidently', target: 'flag', predictions: ['amount'] }), reference)
  const report = await compare(known, rows(expected.current, { start: 500_000, shifted: expected.shifted }), { reference })
  const columns = [...report.columns, report.target!, ...report.predictions]
  expect(columns).toHaveLength(Object.keys(expected.columns).length)
  for (const { column, test, pValue, statistic, drifted } of columns) {
    const { method, score } = expected.columns[column]!
    expect([column, methods[test]]).toEqual([column, method])
    expectClose(pValue ?? statistic!, score, { rel: 1e-9, abs: 1e-15 })
    expect(drifted).toBe(method.includes('distance') ? score >= 0.1 : score < 0.05)
  }
  expect(report.dataset).toEqual({ drifted: expected.share >= 0.5, share: expect.closeTo(expected.share, 12), threshold: 0.5 })
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

const numbers = (length: number, value: (i: number) => number | string | null) => columnOf(Array.from({ length }, (_, i) => value(i)))
const evidently = async (reference: ReturnType<typeof tableOf>) => profile(monitorOf(reference, { mode: 'evidently' }), reference)

describe('what Evidently does not test', () => {
  test('dates, mostly distinct texts and columns without a finite value are failed, and count in no share', async () => {
    const table = tableOf(
      {
        day: numbers(40, (i) => i),
        text: numbers(40, (i) => `note ${i % 30}`),
        infinite: numbers(40, () => Number.POSITIVE_INFINITY),
        empty: numbers(40, () => null),
        amount: numbers(40, (i) => i),
      },
      { day: 'day', text: 'string' },
    )
    const report = await compare(await evidently(table), table, { reference: table })
    expect(report.columns.map(({ column, failure }) => [column, failure?.split(';')[0] ?? null])).toEqual([
      ['day', 'Evidently tests no dates'],
      ['text', 'Evidently takes a column of mostly distinct texts for free text, whose classifier is not here'],
      ['infinite', 'all reference values are null or infinite'],
      ['empty', 'all reference values are null'],
      ['amount', null],
    ])
    expect(report.dataset).toEqual({ drifted: false, share: 0, threshold: 0.5 })
  })
})

test('a new value makes goodness of fit infinite: p is 0, and there is no figure for the statistic', async () => {
  const reference = tableOf({ level: numbers(90, (i) => 'ab'[i % 2]!) })
  const report = await compare(await evidently(reference), tableOf({ level: numbers(60, (i) => (i === 0 ? 'c' : 'ab'[i % 2]!)) }), {
    reference,
  })
  expect(report.columns[0]).toMatchObject({ test: 'chi-square', verdict: 'drifted', pValue: 0, statistic: null })
})

test('profiles alone are a typed error that says what is missing', async () => {
  const reference = tableOf({ amount: numbers(60, (i) => i) })
  const known = await evidently(reference)
  await expect(compare(known, reference)).rejects.toThrow(expect.objectContaining({ code: 'E_DRIFT_RAW_NEEDED' }))
  await expect(compare(known, known, { reference })).rejects.toThrow(expect.objectContaining({ code: 'E_DRIFT_RAW_NEEDED' }))
})
