import { fromRows, MillraceError } from '@millrace/core'
import { type ColumnTable, table as columns, desc, fromArrow, op } from 'arquero'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fromArquero } from './from-arquero.ts'
import { toArquero } from './to-arquero.ts'

const Loan = z.object({
  amount: z.number().nullable(),
  area: z.enum(['Urban', 'Rural']).nullable(),
  name: z.string(),
  approved: z.boolean().nullable(),
  applied: z.iso.date().nullable(),
  seen: z.iso.datetime(),
})
const loans = fromRows(Loan, [
  { amount: 120, area: 'Urban', name: 'null', approved: true, applied: '2024-02-29', seen: '2024-05-01T10:00:00.000Z' },
  { amount: null, area: null, name: '', approved: null, applied: null, seen: '1969-05-01T10:00:00.001Z' },
  { amount: 80, area: 'Rural', name: '__proto__', approved: false, applied: '1900-01-01', seen: '2024-05-01T10:00:00.000Z' },
])

function failure(table: ColumnTable, schema: z.ZodObject): MillraceError {
  try {
    fromArquero(table, schema)
  } catch (error) {
    if (MillraceError.isInstance(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a table that toArquero made', () => {
  test('comes back with the very same columns', async () => {
    const back = fromArquero(await toArquero(loans), Loan)
    expect([...back.rows()]).toEqual([...loans.rows()])
    for (const name of Loan.keyof().options) {
      const [column, original] = [back.column(name), loans.column(name)]
      if (column.type === 'number') expect(original.type === 'number' && original.values).toBe(column.values)
      else expect(original.type === 'string' && original.codes).toBe(column.codes)
    }
  })

  test('comes back from nulls that were shown as null', async () => {
    expect([...fromArquero(await toArquero(loans, { nulls: 'null' }), Loan).rows()]).toEqual([...loans.rows()])
  })

  test('is checked all the same', async () => {
    const table = await toArquero(loans)
    const Strict = z.object({ amount: z.number().min(100), area: z.enum(['Urban']).nullable(), name: z.string().min(1) })
    const { code, message, details } = failure(table, Strict)
    expect(code).toBe('E_ROWS_INVALID')
    expect(message).toBe("row 1, column 'amount': null is not allowed, but the value is null (and 3 more)")
    expect((details.issues as { row: number; path: string[] }[]).map(({ row, path }) => [row, path[0]])).toEqual([
      [1, 'amount'],
      [1, 'name'],
      [2, 'amount'],
      [2, 'area'],
    ])
  })

  test('comes back as other kinds where the values allow it', async () => {
    const Other = z.object({ area: z.string().nullable(), applied: z.date().nullable() })
    expect(fromArquero(await toArquero(loans), Other).row(0)).toEqual({ area: 'Urban', applied: new Date('2024-02-29') })
  })
})

describe('rows', () => {
  test('are those that a filter leaves, in the order of orderby', async () => {
    const table = (await toArquero(loans)).filter('d => d.amount > 0').orderby('amount')
    expect([...fromArquero(table, Loan).rows()]).toEqual([loans.row(2), loans.row(0)])
    expect([...fromArquero(table.orderby(desc('amount')), Loan).rows()]).toEqual([loans.row(0), loans.row(2)])
  })

  test('of a grouped table are all rows', () => {
    const table = columns({ area: ['a', 'b', 'a'] }).groupby('area')
    expect(fromArquero(table, z.object({ area: z.string() })).rowCount).toBe(3)
    const rates = table.rollup({ share: op.count() })
    expect([...fromArquero(rates, z.object({ area: z.string(), share: z.int() })).rows()]).toEqual([
      { area: 'a', share: 2 },
      { area: 'b', share: 1 },
    ])
  })

  test('in error are numbered as arquero orders them, from 0', () => {
    const table = columns({ x: [1, -1, 3, -2] }).orderby('x')
    expect(failure(table, z.object({ x: z.number().min(0) })).details.issues).toMatchObject([
      { row: 0, value: '-2' },
      { row: 1, value: '-1' },
    ])
  })
})

describe('values', () => {
  const values = (given: unknown[], schema: z.core.$ZodType) => {
    const table = fromArquero(columns({ x: given }), z.object({ x: schema }))
    return Array.from(table.rows(), (row) => row.x)
  }
  const refused = (given: unknown[], schema: z.core.$ZodType) =>
    (failure(columns({ x: given }), z.object({ x: schema })).details.issues as { message: string }[])[0]?.message

  test('that arquero takes for missing are null', () => {
    for (const schema of [z.number(), z.string(), z.boolean(), z.iso.date(), z.date()]) {
      expect(values([null, undefined, Number.NaN], z.nullable(schema))).toEqual([null, null, null])
      expect(refused([undefined], schema)).toBe('null is not allowed')
    }
  })

  test('of other kinds are refused', () => {
    expect(refused(['1'], z.number())).toBe('not of kind number')
    expect(refused([1n], z.int())).toBe('not of kind integer')
    expect(refused([1], z.string())).toBe('not of kind string')
    expect(refused([1], z.boolean())).toBe('not of kind boolean')
    expect(refused([19000], z.iso.date())).toBe('not of kind day')
    expect(refused([new Date('nonsense')], z.date())).toBe('not of kind instant')
    expect(refused([Number.POSITIVE_INFINITY], z.number())).toBe('not a finite number')
  })

  test('that are dates are days only at midnight UTC', () => {
    expect(values([new Date('2024-02-29'), '2024-03-01'], z.iso.date())).toEqual(['2024-02-29', '2024-03-01'])
    expect(refused([new Date('2024-02-29T01:00:00Z')], z.iso.date())).toBe('not of kind day')
  })

  test('in typed arrays are read; a Float64Array is shared', () => {
    const shared = Float64Array.of(1, 2)
    const table = fromArquero(columns({ a: Int32Array.of(1, 2), b: shared }), z.object({ a: z.int(), b: z.number() }))
    expect([...table.rows()]).toEqual([
      { a: 1, b: 1 },
      { a: 2, b: 2 },
    ])
    expect(table.column('b')).toEqual({ type: 'number', values: shared })
    expect((table.column('b') as { values: Float64Array }).values).toBe(shared)
  })

  test('that are -0 become 0, in a copy', () => {
    const given = Float64Array.of(-0, 1)
    const table = fromArquero(columns({ x: given }), z.object({ x: z.number() }))
    expect([...table.rows()]).toEqual([{ x: 0 }, { x: 1 }])
    expect(Object.is(given[0], -0)).toBe(true)
  })

  test('of Arrow tables are read', () => {
    const arrow = columns({ area: ['a', 'b', null], x: [1.5, null, 3] }).toArrowIPC()
    const Row = z.object({ area: z.string().nullable(), x: z.number().nullable() })
    expect([...fromArquero(fromArrow(arrow), Row).rows()]).toEqual([
      { area: 'a', x: 1.5 },
      { area: 'b', x: null },
      { area: null, x: 3 },
    ])
  })

  test('with refinements are refused by them, a text once per different value', () => {
    let calls = 0
    const code = z.string().refine((value) => ++calls > 0 && value !== 'b', 'not a code')
    expect(refused(['a', 'b', 'a', 'a'], code)).toBe('not a code')
    expect(calls).toBe(2)
    expect(
      refused(
        [1, 3],
        z.number().refine((value) => value < 3, 'too many'),
      ),
    ).toBe('too many')
  })
})

describe('columns', () => {
  const Row = z.object({ x: z.number(), note: z.string().optional() })

  test('that are optional may be missing', () => {
    const table = fromArquero(columns({ x: [1, 2, 3] }).filter('d => d.x > 1'), Row)
    expect(table.rowCount).toBe(2)
    expect(table.column('note')).toMatchObject({ codes: Int32Array.of(-1, -1) })
  })

  test('that are missing are named with those that are there', () => {
    const { code, message } = failure(columns({ y: [1], constructor: [1] }), Row)
    expect([code, message]).toEqual(['E_COLUMN_UNKNOWN', "fromArquero: the arquero table has no column 'x'; it has 'y', 'constructor'"])
    expect(failure(columns({ y: [1] }), z.object({ toString: z.number() })).code).toBe('E_COLUMN_UNKNOWN')
  })

  test('beyond the schema are left out', () => {
    expect(fromArquero(columns({ x: [1], y: [2] }), Row).schema.columns.map(({ name }) => name)).toEqual(['x', 'note'])
  })
})

test('checks over several columns are run on rows, where optional keys are absent', () => {
  const Row = z
    .object({ low: z.number(), high: z.number(), note: z.string().optional() })
    .refine(({ low, high }) => low <= high, 'low above high')
  expect(fromArquero(columns({ low: [1], high: [2] }), Row).rowCount).toBe(1)
  const { code, details } = failure(columns({ low: [1, 5], high: [2, 4] }), Row)
  expect(code).toBe('E_ROWS_INVALID')
  expect(details.issues).toMatchObject([{ row: 1, path: [], message: 'low above high' }])
})

test('the first 20 issues are reported, with the count of all', () => {
  const { details } = failure(
    columns({ x: Array(30).fill(-1), y: Array(30).fill('') }),
    z.object({ x: z.number().min(0), y: z.string().min(1) }),
  )
  expect(details.failed).toBe(60)
  expect((details.issues as { row: number }[]).map(({ row }) => row)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9])
})

test('the version is kept where given', () => {
  expect(fromArquero(columns({ x: [1] }), z.object({ x: z.number() }), { version: 'md5:1' }).version).toBe('md5:1')
})
