import { existsSync } from 'node:fs'
import { schemaOf } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type InferSchemaOptions, inferSchema } from './infer-schema.ts'
import { readCsv } from './read-csv.ts'

/** Runs the source text as its reader would. */
function evaluate(source: string): z.ZodObject {
  const [statement, name] = /^export const (\w+) = /m.exec(source) ?? []
  expect(statement, source).toBeDefined()
  const body = source.replace("import { z } from 'zod'\n", '').replace('export const', 'const')
  return new Function('z', `'use strict'; ${body}; return ${name}`)(z) as z.ZodObject
}
const infer = (text: string, options: InferSchemaOptions = {}) => inferSchema(Buffer.from(text), options)
const kinds = async (text: string, options: InferSchemaOptions = {}) =>
  Object.fromEntries((await infer(text, options)).columns.map((column) => [column.name, `${column.kind}${column.nullable ? '?' : ''}`]))

describe('inferSchema', () => {
  test('gives source text for a person to review', async () => {
    const text =
      'id,amount,rate,area,paid,day,at,left\n007,120,0.5,Urban,true,2024-02-29,2024-02-29T12:00:00Z,\n010,,1,Rural,FALSE,2024-03-01,,\n011,90,-2e3,Urban,true,2024-03-01,,\n012,90,0,Rural,true,2024-03-01,,\n'
    expect((await infer(text, { schemaName: 'Loan', name: 'loans.csv' })).source).toBe(`import { z } from 'zod'

// Proposed from 4 rows of loans.csv; review before use.
export const Loan = z.object({
  id: z.string(), // 4 distinct, such as "007"
  amount: z.int().nullable(), // 1 null, 2 distinct, 90 to 120
  rate: z.number(), // 4 distinct, -2000 to 1
  area: z.enum(['Rural', 'Urban']), // 2 distinct
  paid: z.boolean(), // 2 distinct
  day: z.iso.date(), // 2 distinct, such as "2024-02-29"
  at: z.iso.datetime().nullable(), // 3 null, 1 distinct, such as "2024-02-29T12:00:00Z"
  left: z.string().nullable(), // 4 null, 0 distinct
})
`)
  })

  test.each([
    ['digits that a number would lose', ['007', '-012', '+1', '1234567890123456'], 'string'],
    ['numbers', ['0', '-0.5', '.5', '1e300', '0.12345678901234567890'], 'number'],
    ['a number that is infinite', ['1', '1e999'], 'string'],
    ['integers', ['0', '-3', '360.0', '123456789012345'], 'integer'],
    ['a number with a sign behind it', ['1', '3+'], 'string'],
    ['words of truth', ['true', 'False'], 'boolean'],
    ['words and numbers', ['true', '1'], 'string'],
    ['days', ['2024-02-29', '1969-12-31'], 'day'],
    ['days that are none', ['2024-02-29', '2023-02-29'], 'string'],
    ['instants', ['2024-02-29T12:00:00Z', '2024-02-29T12:00+01:00'], 'instant'],
    ['days and instants', ['2024-02-29', '2024-02-29T12:00:00Z'], 'string'],
    ['words', ['a', 'b'], 'string'],
    ['words that repeat', ['a', 'b', 'a', 'b'], 'category'],
    ['nothing', ['', ''], 'string?'],
  ])('%s: %j is %s', async (_, cells, kind) => {
    expect(await kinds(`x,y\n${cells.map((cell) => `${cell},1\n`).join('')}`)).toEqual({ x: kind, y: 'integer' })
  })

  test('a quoted null text is null in a numeric column and a value of a text column', async () => {
    const text = 'a,b,c\n"",1,x\nu,"",x\nu,,"?"\n'
    expect(await kinds(text)).toEqual({ a: 'string', b: 'integer?', c: 'string' })
    expect(await kinds(text, { quotedNulls: true, nullValues: ['', '?'] })).toEqual({ a: 'category?', b: 'integer?', c: 'category?' })
  })

  test('says what keeps a column from being numbers, and what may be a flag', async () => {
    const { source } = await infer('a,b\n1,0\n3+,1\n?,1\n2,0\n')
    expect(source).toContain('a: z.string(), // 4 distinct, such as "1", numbers but for "3+", "?"\n')
    expect(source).toContain('b: z.int(), // 2 distinct, 0 to 1: z.boolean() reads it too\n')
  })

  test('looks at no more rows than it is asked to', async () => {
    const text = `x\n${'1\n'.repeat(500_000)}`
    let read = 0
    const chunks = (async function* () {
      for (let from = 0; from < text.length; from += 65_536) {
        read++
        yield Buffer.from(text.slice(from, from + 65_536))
      }
    })()
    const { rowCount, source } = await inferSchema(chunks, { rows: 1000 })
    expect([rowCount, source.split('\n')[2]]).toEqual([1000, '// Proposed from the first 1000 rows of CSV; review before use.'])
    expect(read).toBeLessThan(8)
  })

  test('names columns without a header by position, and reports rows that cannot be read', async () => {
    expect(await kinds('1,a\n2,a\n', { header: false })).toEqual({ column_1: 'integer', column_2: 'category' })
    expect((await infer('a,b\n1,2\n3\n4,5,6\n')).source).toContain(
      '\n// 2 further rows cannot be read: 1 cell where 2 are expected (line 3).\n',
    )
    await expect(infer('a,b,a\n')).rejects.toMatchObject({ code: 'E_CSV_COLUMN_DUPLICATE' })
    await expect(infer('')).rejects.toMatchObject({ code: 'E_CSV_EMPTY' })
    await expect(infer('a\n', { schemaName: 'x = 1;' })).rejects.toMatchObject({ code: 'E_OPTION_INVALID' })
  })

  test('long enums are broken into lines', async () => {
    const values = Array.from({ length: 20 }, (_, i) => `a rather long value ${i}`)
    const { source } = await infer(`x,y\n${[...values, ...values].map((value) => `${value},1\n`).join('')}`)
    expect(source).toContain("  x: z.enum([\n    'a rather long value 0',\n    'a rather long value 1',\n")
    expect(Math.max(...source.split('\n').map((line) => line.length))).toBeLessThan(140)
    expect(schemaOf(evaluate(source)).columns[0]?.categories).toHaveLength(20)
  })

  test('whatever the names and cells are, the source compiles, declares the columns and reads the file', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/\p{Surrogate}/u.test(text)),
      fc.constantFrom(
        '__proto__',
        'constructor',
        "it's",
        '*/',
        '// x',
        '\u2028',
        '\u202e',
        '`$1`',
        '\\',
        'a-b',
        '1',
        '',
        'null',
        'true',
        '3',
        '2024-02-29',
      ),
    )
    const quotedCell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const rows = fc.integer({ min: 1, max: 4 }).chain((width) =>
      fc.record({
        names: fc.uniqueArray(nasty, { minLength: width, maxLength: width }),
        cells: fc.array(fc.array(fc.option(nasty, { nil: null }), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(rows, async ({ names, cells }) => {
        const written = cells.map((row) => row.map((cell) => (cell === null ? '' : quotedCell(cell))))
        const bytes = Buffer.from([names.map(quotedCell), ...written].map((row) => `${row.join(',')}\n`).join(''))
        const { source, columns, rowCount } = await inferSchema(bytes)
        const schema = evaluate(source)
        const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
        expect([...schemaOf(schema).columns].sort(byName)).toEqual([...columns].sort(byName))
        expect((await readCsv(bytes, schema)).rowCount).toBe(rowCount)
      }),
      { numRuns: 1000 },
    )
  })
})

const folder = new URL('../../../../../shared/data/', import.meta.url)
describe.skipIf(!existsSync(folder))('inferSchema of the real files beside the repository (absent: skipped)', () => {
  test.each([
    ['loan-train.csv', {}, 614],
    ['loan-test.csv', {}, 367],
    ['adult-train.csv', { header: false, trim: true, nullValues: ['?'] }, 32_561],
    ['german-credit.csv', { header: false }, 1000],
    ['titanic.csv', {}, 891],
    ['breast-cancer-wdbc.csv', { header: false, skipLines: 1 }, 569],
    ['bike-hour.csv', {}, 17_379],
  ])('%s is read with what was proposed', async (name, options, rows) => {
    const { source, columns } = await inferSchema(new URL(name, folder), options)
    const schema = evaluate(source)
    expect(schemaOf(schema).columns).toEqual(columns)
    expect((await readCsv(new URL(name, folder), schema, options)).rowCount).toBe(rows)
  })

  test('loan-train: what a reviewer sees', async () => {
    const { source } = await inferSchema(new URL('loan-train.csv', folder))
    expect(source).toContain('export const LoanTrain = z.object({\n  Loan_ID: z.string(), // 614 distinct, such as "LP001002"\n')
    expect(source).toContain(`  Dependents: z.enum(['0', '1', '2', '3+']).nullable(), // 15 null, 4 distinct, numbers but for "3+"\n`)
    expect(source).toContain('  CoapplicantIncome: z.number(), // 287 distinct, 0 to 41667\n')
    expect(source).toContain('  Credit_History: z.int().nullable(), // 50 null, 2 distinct, 0 to 1: z.boolean() reads it too\n')
  })
})
