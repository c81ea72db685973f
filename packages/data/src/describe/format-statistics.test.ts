import { fromRows } from '@millrace/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { describe } from './describe.ts'
import { formatStatistics } from './format-statistics.ts'

test('columns are aligned, one line each', () => {
  const Row = z.object({ amount: z.number().nullable(), area: z.string(), approved: z.boolean(), applied: z.iso.date() })
  const rows = [
    { amount: 120, area: 'Urban', approved: true, applied: '2024-01-01' },
    { amount: null, area: 'Rural', approved: false, applied: '2024-03-01' },
    { amount: 80, area: 'Urban', approved: true, applied: '2024-02-01' },
  ]
  expect(formatStatistics(describe(fromRows(Row, rows)))).toBe(
    [
      '3 rows, 4 columns',
      'column    kind     nulls      distinct  values',
      'amount    number   1 (33.3%)  2         80 … 100 … 120, mean 100, sd 20',
      'area      string   0          2         "Urban" 2, "Rural" 1',
      'approved  boolean  0                    true 66.7%',
      'applied   day      0          3         2024-01-01 … 2024-03-01',
    ].join('\n'),
  )
})

test('a column without values has none to show', () => {
  const text = formatStatistics(describe(fromRows(z.object({ x: z.number().nullable() }), [{ x: null }])))
  expect(text.split('\n')[2]).toBe('x       number  1 (100.0%)  0')
})

test('control characters of names and values are escaped and long values cut', () => {
  const text = formatStatistics(
    describe(fromRows(z.object({ 'a\nb': z.string() }), [{ 'a\nb': '\u001b[31mred' }, { 'a\nb': 'x'.repeat(99) }])),
  )
  expect(text.split('\n')).toHaveLength(3)
  expect(text).toContain('a\\u{a}b')
  expect(text).toContain('"\\u{1b}[31mred" 1')
  expect(text).toContain(`"${'x'.repeat(23)}…" 1`)
})
