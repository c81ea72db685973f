import { fromRows, MillraceError, schemaFromColumns, Table } from '@millrace/core'
import { expect, describe as suite, test } from 'vitest'
import { z } from 'zod'
import { describe } from './describe.ts'
import type { BooleanStatistics, NumberStatistics, TextStatistics, TimeStatistics } from './statistics.ts'

const expectClose = (actual: number | null, expected: number, relative = 1e-12) =>
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(relative * Math.abs(expected))

function numbers(...values: number[]): NumberStatistics {
  const schema = schemaFromColumns([{ name: 'x', kind: 'number', nullable: true, optional: false }])
  return describe(new Table(schema, new Map([['x', { type: 'number', values: Float64Array.from(values) }]]))).columns[0] as NumberStatistics
}

function text(values: readonly (string | null)[], top?: number): TextStatistics {
  const rows = values.map((value) => ({ x: value }))
  return describe(fromRows(z.object({ x: z.string().nullable() }), rows), { top }).columns[0] as TextStatistics
}

suite('numbers', () => {
  // Expected by numpy 2.4.6: mean, std, quantile and histogram(x, 10) of np.array([3, -1, 0, 10.5, 3, 7.25])
  const column = numbers(3, -1, Number.NaN, 0, 10.5, 3, 7.25)

  test('are counted, null apart', () => {
    expect(column).toMatchObject({ name: 'x', kind: 'number', count: 6, nulls: 1, zeros: 1, negatives: 1, distinct: 5, min: -1, max: 10.5 })
    expectClose(column.nullShare, 1 / 7)
  })

  test('have the mean and the population deviation of numpy', () => {
    expectClose(column.mean, 3.7916666666666665)
    expectClose(column.sd, 3.9906574924719136)
  })

  test("have numpy's linear quantiles", () => {
    expect(column.quantiles.map(({ probability }) => probability)).toEqual([0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1])
    const expected = [-1, -0.95, -0.75, 0.75, 3, 6.1875, 9.6875, 10.3375, 10.5]
    expected.forEach((value, index) => {
      expectClose(column.quantiles[index]!.value, value)
    })
  })

  test('fill cells of equal width, the last one closed', () => {
    expect(column.histogram.counts).toEqual([2, 0, 0, 2, 0, 0, 0, 1, 0, 1])
    expect(column.histogram.edges).toHaveLength(11)
    expect(column.histogram.edges[0]).toBe(-1)
    expect(column.histogram.edges[10]).toBe(10.5)
  })

  test('of one value have no deviation and one cell', () => {
    expect(numbers(0.1, 0.1, 0.1)).toMatchObject({ mean: 0.1, sd: 0, distinct: 1, histogram: { edges: [0.1, 0.1], counts: [3] } })
  })

  test('that are all null have nulls for statistics and no cell', () => {
    const empty = numbers(Number.NaN, Number.NaN)
    expect(empty).toMatchObject({
      count: 0,
      nulls: 2,
      nullShare: 1,
      mean: null,
      sd: null,
      min: null,
      max: null,
      zeros: 0,
      negatives: 0,
      distinct: 0,
    })
    expect(empty.quantiles.every(({ value }) => value === null)).toBe(true)
    expect(empty.histogram).toEqual({ edges: [], counts: [] })
  })

  test('at the ends of the range neither overflow nor vanish', () => {
    const huge = numbers(1e308, -1e308, 1.5e308)
    expectClose(huge.mean, 5e307)
    expectClose(huge.sd, 1.0801234497346434e308)
    expect(huge.histogram.counts.reduce((sum, count) => sum + count)).toBe(3)
    expect(huge.quantiles[4]!.value).toBe(1e308)
    const tiny = numbers(1e-300, 3e-300)
    expectClose(tiny.mean, 2e-300)
    expectClose(tiny.sd, 1e-300)
    expect(numbers(0, Number.MIN_VALUE)).toMatchObject({ zeros: 1, negatives: 0, distinct: 2 })
  })

  test('with a large offset keep their deviation', () => {
    expectClose(numbers(1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).sd, Math.sqrt(22.5))
  })

  test('never show a negative zero or an infinity', () => {
    const column = numbers(-0, 0, 5)
    expect(Object.is(column.min, 0)).toBe(true)
    expect(Object.is(column.histogram.edges[0], 0)).toBe(true)
    expect(column).toMatchObject({ zeros: 2, negatives: 0, distinct: 2 })
    expect(JSON.parse(JSON.stringify(numbers(Number.POSITIVE_INFINITY, 1)))).toEqual(numbers(Number.POSITIVE_INFINITY, 1))
  })
})

suite('strings', () => {
  test('are counted with the empty string, which is not null', () => {
    const column = text(['b', 'a', null, '', 'b', 'null', '__proto__', ''])
    expect(column).toMatchObject({ kind: 'string', count: 7, nulls: 1, distinct: 5, empty: 2, minLength: 0, maxLength: 9 })
    expectClose(column.meanLength, 16 / 7)
  })

  test('tie by code point, where UTF-16 order differs', () => {
    expect(text(['\u{1f600}', '\ufffd', 'z']).top.map(({ value }) => value)).toEqual(['z', '\ufffd', '\u{1f600}'])
  })

  test('are measured in code points', () => {
    expect(text(['\u{1f600}a'])).toMatchObject({ minLength: 2, maxLength: 2, meanLength: 2 })
    expect(text(['\ud83d'])).toMatchObject({ maxLength: 1 })
  })

  test('list as many top values as asked for', () => {
    const values = ['c', 'b', 'a', 'b', 'c', 'c', 'd']
    expect(text(values, 2).top).toEqual([
      { value: 'c', count: 3 },
      { value: 'b', count: 2 },
    ])
    expect(text(values, 3).top.map(({ value }) => value)).toEqual(['c', 'b', 'a'])
    expect(text(values, 0).top).toEqual([])
  })

  test('that no row uses are not counted', () => {
    const loans = fromRows(z.object({ area: z.enum(['Urban', 'Rural']) }), [{ area: 'Urban' }, { area: 'Rural' }])
    const [column] = describe(loans.slice(0, 1)).columns
    expect(column).toMatchObject({ kind: 'category', distinct: 1, top: [{ value: 'Urban', count: 1 }] })
  })

  test('that are all null have no length', () => {
    expect(text([null])).toMatchObject({ count: 0, distinct: 0, minLength: null, meanLength: null, maxLength: null, top: [] })
  })
})

test('booleans have a share of true among present values', () => {
  const rows = [{ x: true }, { x: null }, { x: true }, { x: false }]
  const column = describe(fromRows(z.object({ x: z.boolean().nullable() }), rows)).columns[0] as BooleanStatistics
  expect(column).toMatchObject({ kind: 'boolean', count: 3, nulls: 1, trues: 2 })
  expectClose(column.trueShare, 2 / 3)
})

test('days and instants show their range as ISO text', () => {
  const Row = z.object({ day: z.iso.date().nullable(), at: z.date() })
  const at = new Date('2024-05-01T10:00:00.000Z')
  const [day, instant] = describe(
    fromRows(Row, [
      { day: '2024-02-29', at },
      { day: '1969-12-31', at },
      { day: null, at },
    ]),
  ).columns
  expect(day as TimeStatistics).toMatchObject({ kind: 'day', count: 2, distinct: 2, min: '1969-12-31', max: '2024-02-29' })
  expect(instant as TimeStatistics).toMatchObject({ kind: 'instant', distinct: 1, min: at.toISOString(), max: at.toISOString() })
})

test('a table without rows is described', () => {
  const Row = z.object({ n: z.number(), s: z.string(), b: z.boolean(), d: z.iso.date() })
  const statistics = describe(fromRows(Row, []))
  expect(statistics.rows).toBe(0)
  for (const column of statistics.columns) expect(column).toMatchObject({ count: 0, nulls: 0, nullShare: null })
})

test('the version of the table travels along', () => {
  expect(describe(fromRows(z.object({ n: z.number() }), [], { version: 'md5:1' })).version).toBe('md5:1')
  expect('version' in describe(fromRows(z.object({ n: z.number() }), []))).toBe(false)
})

test('statistics are frozen to the bottom', () => {
  const column = numbers(1, 2)
  for (const part of [column, column.quantiles, column.quantiles[0], column.histogram, column.histogram.edges])
    expect(Object.isFrozen(part)).toBe(true)
})

test.each([{ top: -1 }, { top: 1.5 }, { top: 1e6 }, { cells: 0 }, { cells: Number.NaN }, { cells: 1e9 }])(
  'options %o are refused',
  (options) => {
    let caught: unknown
    try {
      describe(fromRows(z.object({ n: z.number() }), []), options)
    } catch (error) {
      caught = error
    }
    expect(MillraceError.isInstance(caught) && caught.code).toBe('E_OPTION_INVALID')
  },
)
