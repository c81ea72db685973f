import type { MillraceError } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readCsv } from './read-csv.ts'

const Loan = z.object({
  id: z
    .string()
    .regex(/^L\d+$/, 'not a loan number')
    .max(4),
  amount: z.number().min(0).max(100),
  term: z.int().nullable(),
})
const header = 'id,amount,term\n'

const quarantined = (text: string) => readCsv(Buffer.from(text), Loan, { onInvalid: 'quarantine' })
const failure = (text: string): Promise<MillraceError> =>
  readCsv(Buffer.from(text), Loan, { name: 'loans.csv' }).then(Promise.reject, (error) => error)

describe('rows that break the schema', () => {
  test('are an error that names the first place and counts the rows', async () => {
    const error = await failure(`${header}${'L1,1,\n'.repeat(15)}L2,12O,x\nL3,1,1\nL4,-1,\n`)
    expect(error.code).toBe('E_CSV_INVALID')
    expect(error.message).toBe(
      `loans.csv, line 17, column 'amount': not a number, but the value is "12O" (and 1 more row); correct the file or pass onInvalid: 'quarantine'`,
    )
    expect(error.details).toEqual({
      name: 'loans.csv',
      rows: 2,
      issues: [
        { line: 17, column: 'amount', value: '"12O"', reason: 'not a number' },
        { line: 17, column: 'term', value: '"x"', reason: 'not a number' },
        { line: 19, column: 'amount', value: '"-1"', reason: 'below the minimum 0' },
      ],
    })
  })

  test('are listed up to 20 and counted to the end of the file', async () => {
    const { details } = await failure(header + 'L1,x,\n'.repeat(100_000))
    expect(details.rows).toBe(100_000)
    expect((details.issues as { line: number }[]).map(({ line }) => line)).toEqual(Array.from({ length: 20 }, (_, i) => i + 2))
  })

  test('go to the quarantine with place, value, reason and text, and the others to the table', async () => {
    const { table, quarantine } = await quarantined(`${header}L1,1,\nL2,x,1.5\n"L""3",5,\r\nL4,4,4\nL5,1\nL6,1,1,1\n"L7"x,1,1\nL8,,\n`)
    expect([...table.rows()]).toEqual([
      { id: 'L1', amount: 1, term: null },
      { id: 'L4', amount: 4, term: 4 },
    ])
    expect([...quarantine.rows()]).toEqual([
      { line: 3, column: 'amount', value: 'x', reason: 'not a number', issues: 2, raw: 'L2,x,1.5' },
      { line: 4, column: 'id', value: 'L"3', reason: 'not a loan number', issues: 1, raw: '"L""3",5,' },
      { line: 6, column: null, value: 'L5,1', reason: '2 cells where 3 are expected', issues: 1, raw: 'L5,1' },
      { line: 7, column: null, value: 'L6,1,1,1', reason: '4 cells where 3 are expected', issues: 1, raw: 'L6,1,1,1' },
      { line: 8, column: null, value: '"L7"x,1,1', reason: 'text after the closing quote of cell 1', issues: 1, raw: '"L7"x,1,1' },
      { line: 9, column: 'amount', value: '', reason: 'null is not allowed', issues: 1, raw: 'L8,,' },
    ])
    expect(quarantine.version).toBe(table.version)
  })

  test('nothing is lost over many blocks', async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => (i % 7 === 3 ? `L${i % 10},bad ${i},\n` : `L${i % 10},${i % 100},${i}\n`))
    const { table, quarantine } = await quarantined(header + lines.join(''))
    expect(table.rowCount + quarantine.rowCount).toBe(50_000)
    expect([...table.rows()].map((row) => row.term)).toEqual(lines.flatMap((_, i) => (i % 7 === 3 ? [] : [i])))
    expect([...quarantine.rows()].map((row) => `${row.raw}\n`)).toEqual(lines.filter((_, i) => i % 7 === 3))
    expect([...quarantine.rows()].every((row) => row.raw === lines[row.line - 2]?.trimEnd())).toBe(true)
  })

  test('places are physical lines: the one on which the value begins', async () => {
    const Note = z.object({ note: z.string(), amount: z.number() })
    const text = 'note,amount\r\n"a\r\nb\nc\rd",1\r\n"\n",x\r\n"ok",y'
    const { quarantine } = await readCsv(Buffer.from(text), Note, { onInvalid: 'quarantine' })
    expect([...quarantine.rows()].map(({ line, value }) => [line, value])).toEqual([
      [7, 'x'],
      [8, 'y'],
    ])
  })

  test('checks over several columns see whole rows, and only those without another fault', async () => {
    const Span = z
      .object({ from: z.iso.date(), to: z.iso.date().optional(), kind: z.enum(['a', 'b']) })
      .refine((row) => row.to === undefined || row.from <= row.to, { path: ['to'], error: 'ends before it begins' })
      .refine((row) => row.kind !== 'b' || row.to !== undefined, 'b needs an end')
    const text = 'from,to,kind\n2024-01-02,2024-01-01,a\n2024-01-01,,a\n2024-01-01,,b\n2024-01-01,2024-13-01,b\n2024-01-01,2024-01-01,b\n'
    const { table, quarantine } = await readCsv(Buffer.from(text), Span, { onInvalid: 'quarantine' })
    expect([...table.rows()].map((row) => row.kind)).toEqual(['a', 'b'])
    expect([...quarantine.rows()].map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [2, 'to', '2024-01-01', 'ends before it begins'],
      [4, null, '2024-01-01,,b', 'b needs an end'],
      [5, 'to', '2024-13-01', 'not a date such as 2024-02-29'],
    ])
  })

  test('a clean file has an empty quarantine', async () => {
    const { table, quarantine } = await quarantined(`${header}L1,1,\n`)
    expect([table.rowCount, quarantine.rowCount]).toEqual([1, 0])
  })

  test('values are shortened in errors', async () => {
    const error = await failure(`${header}L1,${'9'.repeat(200)}x,\n`)
    expect(error.message.length).toBeLessThan(250)
  })
})
