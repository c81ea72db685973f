import { MillraceError } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { CsvOptions } from './csv-options.ts'
import { readCsv } from './read-csv.ts'

const Loan = z.object({
  id: z.string(),
  amount: z.number().min(0).nullable(),
  area: z.enum(['Urban', 'Rural']).nullable(),
})

const read = (text: string, options: CsvOptions = {}) => readCsv(Buffer.from(text), Loan, options)
const rowsOf = async (text: string, options: CsvOptions = {}) => [...(await read(text, options)).rows()]
const failure = async (work: Promise<unknown>): Promise<MillraceError> => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  expect(MillraceError.isInstance(error), String(error)).toBe(true)
  return error as MillraceError
}
const first = { id: 'a', amount: 1.5, area: 'Urban' }
const second = { id: 'b', amount: null, area: null }

describe('the form of a file', () => {
  test.each([
    ['LF', 'id,amount,area\na,1.5,Urban\nb,,\n'],
    ['CR LF', 'id,amount,area\r\na,1.5,Urban\r\nb,,\r\n'],
    ['a bare CR', 'id,amount,area\ra,1.5,Urban\rb,,\r'],
    ['mixed line ends', 'id,amount,area\ra,1.5,Urban\r\nb,,\n'],
    ['no line end after the last row', 'id,amount,area\na,1.5,Urban\nb,,'],
    ['a byte order mark', '\ufeffid,amount,area\na,1.5,Urban\nb,,\n'],
    ['everything quoted but nulls', '"id","amount","area"\r\n"a","1.5","Urban"\r\n"b",,\r\n'],
    ['blank lines', '\n\nid,amount,area\n\na,1.5,Urban\n\r\nb,,\n\n\n'],
    ['columns in another order, and further ones', 'x,area,amount,y,id\n1,Urban,1.5,2,a\n3,,,4,b\n'],
  ])('%s', async (_, text) => {
    expect(await rowsOf(text)).toEqual([first, second])
  })

  test('quoted cells hold delimiters, doubled quotes and line ends, which are kept as they are', async () => {
    const ids = (await rowsOf('id,amount,area\n"a,b",,\n"say ""hi""",,\n"""",,\n"x\r\ny\nz\rw",,\n')).map((row) => row.id)
    expect(ids).toEqual(['a,b', 'say "hi"', '"', 'x\r\ny\nz\rw'])
  })

  test('a quote inside a bare cell is text', async () => {
    expect((await rowsOf('id,amount,area\n5"x"3,,\na",,\n')).map((row) => row.id)).toEqual(['5"x"3', 'a"'])
  })

  test('NUL and non-ASCII are text like other', async () => {
    expect((await rowsOf('id,amount,area\na\0b,,\nżółw 🐢 ,,\n')).map((row) => row.id)).toEqual(['a\0b', 'żółw 🐢 '])
  })

  test.each([';', '\t', '|', ' ', 'x'])('the delimiter may be %j', async (delimiter) => {
    const text = 'id,amount,area\na,1.5,Urban\n"b,",,\n'.replaceAll(',', delimiter)
    expect(await rowsOf(text, { delimiter })).toEqual([first, { ...second, id: `b${delimiter}` }])
  })

  test('trim takes spaces and tabs around cells away, but not those between quotes', async () => {
    const text = 'id , amount,area\n  a,\t1.5 , Urban \n " b " , "" ,\n   \n'
    expect(await rowsOf(text, { trim: true })).toEqual([first, { ...second, id: ' b ' }])
  })

  test('trim leaves a tab alone that is the delimiter', async () => {
    expect(await rowsOf('id\tamount\tarea\na\t\t Urban\n', { trim: true, delimiter: '\t' })).toEqual([{ ...first, amount: null }])
  })

  test('without a header the columns are those of the schema, or those that the options name', async () => {
    expect(await rowsOf('a,1.5,Urban\nb,,\n', { header: false })).toEqual([first, second])
    expect(await rowsOf('Urban,9,a,1.5\n,9,b,\n', { header: ['area', 'x', 'id', 'amount'] })).toEqual([first, second])
  })

  test('skipped lines are counted but not read, whatever they hold', async () => {
    expect(await rowsOf('569,30,"odd\r\nid,amount,area\na,1.5,Urban\n', { skipLines: 1 })).toEqual([first])
    expect((await failure(read('#\n#\nid,amount,area\na,x,Urban\n', { skipLines: 2 }))).message).toContain('line 4')
  })

  test('other encodings are named', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('id,amount,area\ną,1.5,Urban\n', 'utf16le')])
    const windows = Buffer.from('id,amount,area\n\xe9,1.5,Urban\n', 'latin1')
    expect((await readCsv(utf16, Loan, { encoding: 'utf-16le' })).row(0).id).toBe('ą')
    expect((await readCsv(windows, Loan, { encoding: 'windows-1252' })).row(0).id).toBe('é')
    expect((await failure(readCsv(utf16, Loan))).message).toContain("'utf-16le'")
    expect((await failure(readCsv(windows, Loan))).message).toMatch(/^CSV, line 2: these bytes are not UTF-8; /)
  })
})

describe('nulls', () => {
  test('a bare empty cell is null, a quoted one is the empty string of a text column and null elsewhere', async () => {
    const Row = z.object({ text: z.string().nullable(), amount: z.number().nullable() })
    const bytes = Buffer.from('text,amount\n,\n"",""\n')
    expect([...(await readCsv(bytes, Row)).rows()]).toEqual([
      { text: null, amount: null },
      { text: '', amount: null },
    ])
    expect((await readCsv(bytes, Row, { quotedNulls: true })).row(1)).toEqual({ text: null, amount: null })
  })

  test('null values replace the default, for all columns or by column', async () => {
    const Row = z.object({ text: z.string().nullable(), amount: z.number().nullable() })
    const bytes = Buffer.from('text,amount\n?,NA\n,NA\n"?",1\n')
    expect([...(await readCsv(bytes, Row, { nullValues: ['?', 'NA'] })).rows()]).toEqual([
      { text: null, amount: null },
      { text: '', amount: null },
      { text: '?', amount: 1 },
    ])
    const byColumn = await readCsv(bytes, Row, { nullValues: { amount: ['NA'] } })
    expect([...byColumn.rows()].map((row) => row.text)).toEqual(['?', null, '?'])
  })

  test('NaN is null only where the null values say so', async () => {
    expect(await rowsOf('id,amount,area\na,NaN,Urban\n', { nullValues: ['', 'NaN'] })).toEqual([{ ...first, amount: null }])
    expect((await failure(read('id,amount,area\na,NaN,Urban\n'))).message).toContain('not a number')
  })

  test('a blank line is a null in a file of one column that may be null, and skipped in others', async () => {
    const one = (text: string, type: z.ZodString | z.ZodNullable<z.ZodString>) =>
      readCsv(Buffer.from(text), z.object({ text: type })).then((table) => [...table.rows()].map((row) => row.text))
    expect(await one('text\n\na\n\n', z.string().nullable())).toEqual([null, 'a', null])
    expect(await one('text\n\na\n\n', z.string())).toEqual(['a'])
    expect(await one('text\n""\n', z.string())).toEqual([''])
  })
})

describe('values', () => {
  const Row = z.object({ count: z.int(), flag: z.boolean(), day: z.iso.date(), at: z.iso.datetime(), date: z.date() })
  const readOne = (cells: string) => readCsv(Buffer.from(cells), Row, { header: false })

  test('each kind has its text', async () => {
    const table = await readOne(
      '360.0,TRUE,2024-02-29,2024-02-29T12:00:00Z,2024-02-29T12:00:00.5+01:00\n-1e2,0,1969-12-31,1969-12-31T23:59Z,1970-01-01T00:00:00Z\n',
    )
    expect([...table.rows()]).toEqual([
      { count: 360, flag: true, day: '2024-02-29', at: '2024-02-29T12:00:00.000Z', date: new Date('2024-02-29T11:00:00.500Z') },
      { count: -100, flag: false, day: '1969-12-31', at: '1969-12-31T23:59:00.000Z', date: new Date(0) },
    ])
  })

  test.each([
    ['count', '1.5', 'not an integer'],
    ['count', '9007199254740993', 'not an integer'],
    ['count', '3+', 'not a number'],
    ['flag', 'yes', 'not true, false, 1 or 0'],
    ['flag', '2', 'not true, false, 1 or 0'],
    ['day', '2023-02-29', 'not a date'],
    ['day', '2024-2-9', 'not a date'],
    ['at', '2024-02-29', 'not a date and time'],
    ['at', '2024-02-29T12:00:00', 'not a date and time'],
  ])('%s refuses %s', async (column, value, reason) => {
    const cells = { count: '1', flag: '1', day: '2024-02-29', at: '2024-02-29T12:00:00Z', date: '2024-02-29T12:00:00Z', [column]: value }
    const error = await failure(readOne(Object.values(cells).join(',')))
    expect(error.details.issues).toEqual([{ line: 1, column, value: JSON.stringify(value), reason: expect.stringContaining(reason) }])
  })

  test('an enum keeps its declared order and refuses other values; strings keep the order of the file', async () => {
    const table = await readCsv(Buffer.from('id,amount,area\nb,1,Rural\na,2,Urban\nb,3,\n'), Loan)
    expect(table.column('area')).toEqual({ type: 'string', codes: Int32Array.of(1, 0, -1), dictionary: ['Urban', 'Rural'] })
    expect(table.column('id')).toEqual({ type: 'string', codes: Int32Array.of(0, 1, 0), dictionary: ['b', 'a'] })
    expect((await failure(read('id,amount,area\na,1,urban\n'))).message).toContain('not one of "Urban", "Rural", but the value is "urban"')
  })

  test('columns are exactly as long as the table, and -0 is 0', async () => {
    const column = (await read('id,amount,area\na,-0,\nb,-0.0e5,\n')).column('amount')
    expect(column).toEqual({ type: 'number', values: Float64Array.of(0, 0) })
  })

  test('an optional column may be missing from the file; it is null', async () => {
    const Row = z.object({ id: z.string(), amount: z.number().optional(), area: z.enum(['Urban']).optional() })
    const table = await readCsv(Buffer.from('id\na\nb\n'), Row)
    expect([...table.rows()]).toEqual([
      { id: 'a', amount: null, area: null },
      { id: 'b', amount: null, area: null },
    ])
  })

  test('names that objects know are columns like others', async () => {
    const Row = z.object({ constructor: z.string(), ['__proto__']: z.number(), '0': z.int() })
    const table = await readCsv(Buffer.from('0,__proto__,constructor\n7,1.5,x\n'), Row)
    expect(table.column('__proto__' as never)).toEqual({ type: 'number', values: Float64Array.of(1.5) })
    expect(table.column('constructor')).toMatchObject({ dictionary: ['x'] })
  })
})

describe('headers', () => {
  test('a missing column is named, with the one that was probably meant', async () => {
    const error = await failure(read('id,Amount ,area\na,1,Urban\n'))
    expect(error.code).toBe('E_CSV_COLUMN_MISSING')
    expect(error.message).toBe("CSV, line 1: there is no column 'amount', but 'id', 'Amount ', 'area'; did you mean 'Amount '?")
    expect(error.details).toMatchObject({ line: 1, column: 'amount', missing: ['amount'] })
  })

  test('where none is close, the file may have no header', async () => {
    const error = await failure(read('x,1.5,Urban\n'))
    expect(error.message).toBe(
      "CSV, line 1: there is no column 'id' (nor 2 more of the schema), but 'x', '1.5', 'Urban'; pass header: false if the file has no header",
    )
  })

  test('a column that is there twice is refused if it is read', async () => {
    expect((await failure(read('id,amount,area,id\n'))).code).toBe('E_CSV_COLUMN_DUPLICATE')
    expect(await rowsOf('id,amount,area,,\na,1.5,Urban,,\n')).toEqual([first])
  })

  test.each([
    ['nothing', '', {}, 'CSV is empty: it has no header; check that it was written to its end'],
    ['a byte order mark', '\ufeff', {}, 'CSV is empty: it has no header; check that it was written to its end'],
    ['blank lines', '\n\r\n\n', {}, 'CSV is empty: it has no header; check that it was written to its end'],
    ['no rows', '', { header: false }, 'CSV is empty: it has no row; check that it was written to its end'],
    [
      'skipped lines alone',
      'a\nb',
      { skipLines: 3 },
      'CSV is empty behind 3 skipped lines: it has no header; check that it was written to its end',
    ],
  ] as const)('a file of %s is empty', async (_, text, options, message) => {
    const error = await failure(read(text, options))
    expect([error.code, error.message]).toEqual(['E_CSV_EMPTY', message])
  })

  test('a header without rows is a table without rows', async () => {
    expect((await read('id,amount,area')).rowCount).toBe(0)
    expect((await read('id,amount,area\n\n')).column('amount')).toEqual({ type: 'number', values: new Float64Array(0) })
  })

  test('text after a closing quote is an error in the header', async () => {
    const error = await failure(read('id,"amount"x,area\n'))
    expect([error.code, error.message]).toEqual([
      'E_CSV_HEADER',
      'CSV, line 1: the header has text after the closing quote of cell 2; correct it',
    ])
  })
})
