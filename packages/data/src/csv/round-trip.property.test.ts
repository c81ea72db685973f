import { Writable } from 'node:stream'
import { fromRows, type Table } from '@millrace/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readCsv } from './read-csv.ts'
import { type WriteCsvOptions, writeCsv } from './write-csv.ts'

async function bytesOf(table: Table, options: WriteCsvOptions): Promise<Buffer> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  await writeCsv(table, sink, options)
  return Buffer.concat(chunks)
}

const nastyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !/\p{Surrogate}/u.test(text)),
  fc.string({ unit: fc.constantFrom('a', ',', ';', '\t', '"', '\n', '\r', ' ', '\ufeff', "'", '🐢'), maxLength: 6 }),
  fc.constantFrom('', '""', 'null', 'NA', '__proto__', 'true', '0', 'NaN'),
)
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 1e308, -1.7976931348623157e308, 5e-324, 0.1 + 0.2, 1e21, 2 ** 53 + 2, 123456789012345680000),
)
const day = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
const nullable = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

const Row = z.object({
  text: z.string().nullable(),
  area: z.enum(['', 'a,b', '"', 'NA']).nullable(),
  x: z.number().nullable(),
  n: z.int().nullable(),
  flag: z.boolean().nullable(),
  day: z.iso.date().nullable(),
  at: z.iso.datetime().nullable(),
  when: z.date().nullable(),
})
const row = fc.record({
  text: nullable(nastyText),
  area: nullable(fc.constantFrom('', 'a,b', '"', 'NA') as fc.Arbitrary<'' | 'a,b' | '"' | 'NA'>),
  x: nullable(number),
  n: nullable(fc.maxSafeInteger()),
  flag: nullable(fc.boolean()),
  day: nullable(day.map((date) => date.toISOString().slice(0, 10))),
  at: nullable(day.map((date) => date.toISOString())),
  when: nullable(day),
})
const form = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ' ', 'a', '1', '-'),
  header: fc.boolean(),
  lineEnd: fc.constantFrom('\n' as const, '\r\n' as const),
  nullValue: fc.constantFrom('', 'NA', 'null'),
})

test('readCsv reads from writeCsv the same table, whatever it holds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), form, async (rows, { nullValue, ...options }) => {
      fc.pre(!nullValue.includes(options.delimiter))
      const table = fromRows(Row, rows)
      const { delimiter, header } = options
      const back = await readCsv(await bytesOf(table, { nullValue, ...options }), Row, { delimiter, header, nullValues: [nullValue] })
      expect([...back.rows()]).toEqual([...table.rows()])
    }),
    { numRuns: 1000 },
  )
})

test('a table of one column that may be null keeps its nulls and empty strings', async () => {
  const One = z.object({ text: z.string().nullable() })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ text: nullable(nastyText) }), { minLength: 1 }), async (rows) => {
      const table = fromRows(One, rows)
      expect([...(await readCsv(await bytesOf(table, {}), One)).rows()]).toEqual([...table.rows()])
    }),
    { numRuns: 500 },
  )
})

test('names of columns survive too', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(nastyText, { minLength: 1, maxLength: 4 }), async (names) => {
      const schema = z.object(Object.fromEntries(names.map((name) => [name, z.number()])))
      fc.pre(Object.keys(schema.shape).length === names.length)
      const table = fromRows(schema, [Object.fromEntries(names.map((name, i) => [name, i]))])
      expect([...(await readCsv(await bytesOf(table, {}), schema)).rows()]).toEqual([...table.rows()])
    }),
    { numRuns: 500 },
  )
})
