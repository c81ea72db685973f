import type { Table } from '@millrace/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type ReadCsvOptions, readCsv } from './read-csv.ts'

const Row = z.object({
  x: z.number().min(-100).nullable(),
  n: z.int(),
  area: z.enum(['a', 'ab', 'abcd', 'abcdefgh', 'abcdefghi', 'ż']).nullable(),
  text: z.string().nullable(),
  note: z.string().max(3).optional(),
  flag: z.boolean().nullable(),
})
/** A check over rows, even an idle one, has every row read cell by cell. */
const Slow = Row.refine(() => true)

const outcome = async (text: string, schema: typeof Row, options: ReadCsvOptions) => {
  try {
    const { table, quarantine } = await readCsv(Buffer.from(text), schema, { ...options, header: false, onInvalid: 'quarantine' })
    return { columns: columnsOf(table), quarantine: columnsOf(quarantine) }
  } catch (error) {
    return { error: (error as Error).message }
  }
}
const columnsOf = (table: Table) =>
  Object.fromEntries(
    table.schema.columns.map(({ name }) => [
      name,
      Array.from({ length: table.rowCount }, (_, row) => (table.row(row) as Record<string, unknown>)[name]),
    ]),
  )

const number = fc.oneof(
  fc.stringMatching(/^-?\d{0,11}$/),
  fc.stringMatching(/^[-+]?\d{0,6}\.?\d{0,6}$/),
  fc.constantFrom(
    '',
    '-',
    '.',
    '-.',
    '1e3',
    '1e999',
    '3+',
    '0x1',
    'NaN',
    '99999999.9',
    '2147483648',
    '-0',
    '00',
    '-100.001',
    '"1"',
    '"',
    ' 1',
  ),
)
const text = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'ab',
    'abc',
    'abcd',
    'abcdefg',
    'abcdefgh',
    'abcdefghi',
    'ż',
    '""',
    '"a,b"',
    '"a""b"',
    'a"b',
    'a\0',
    '\0',
    'a\tb',
    '\t',
    'x\ry',
    'NA',
    '-1',
  ),
  fc.string({ unit: fc.constantFrom('a', 'b', 'ż', '\0', '\t', '"', '\u0001'), maxLength: 14 }),
)
const flag = fc.constantFrom('', '1', '0', 'true', 'x')
/** Rows of six cells, whole or torn in two. */
const line = fc.tuple(number, number, text, text, text, flag, fc.option(fc.integer({ min: 1, max: 5 }), { freq: 8 })).map(([...cells]) => {
  const torn = cells.pop() as number | null
  return torn === null ? [cells as string[]] : [(cells as string[]).slice(0, torn), (cells as string[]).slice(torn)]
})
const form = fc.record({
  delimiter: fc.constantFrom(',', ';', '.', '1', '-', '\t', 'a', '|'),
  nullValues: fc.constantFrom([''], ['', 'NA'], ['NA'], ['', '-1'], []),
})

describe('rows that are read in one pass', () => {
  test('are the same as those that are scanned and read cell by cell: tables, quarantines, dictionaries and errors', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        form,
        async (lines, lineEnd, closed, options) => {
          const given =
            lines
              .flat()
              .map((cells) => cells.join(options.delimiter))
              .join(lineEnd) + (closed ? lineEnd : '')
          expect(await outcome(given, Row, options)).toEqual(await outcome(given, Slow, options))
        },
      ),
      { numRuns: 3000 },
    )
  })
})
