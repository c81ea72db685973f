import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { fromRows } from './from-rows.ts'
import { digestTable, rowDigests } from './table-digest.ts'

const Row = z.object({ area: z.string().nullable(), amount: z.number(), at: z.date() })
const rows = [
  { area: 'a', amount: 1, at: new Date(0) },
  { area: null, amount: 2, at: new Date(5) },
  { area: 'a', amount: 1, at: new Date(0) },
]
const table = fromRows(Row, rows)

it('equal rows have equal digests, in whatever table and dictionary they stand', () => {
  const [first, second, third] = rowDigests(table)
  expect(first).toMatch(/^[0-9a-f]{32}$/)
  expect(first).toBe(third)
  expect(first).not.toBe(second)
  expect(rowDigests(table.slice(1).concat(table.slice(0, 1)))).toEqual([second, third, first])
})

it('digests are of canonical JSON', () => {
  const texts = ['{"amount":1,"area":"a","at":"1970-01-01T00:00:00.000Z"}', '{"amount":2,"area":null,"at":"1970-01-01T00:00:00.005Z"}']
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  expect(rowDigests(table.slice(0, 2))).toEqual(texts.map((text) => sha256(text).slice(0, 32)))
  const columns = '[["area","string"],["amount","number"],["at","instant"]]'
  expect(digestTable(table.slice(0, 2))).toBe(`sha256:${sha256(`${columns}${texts[0]}\n${texts[1]}\n`)}`)
})

it('the digest of a table depends on values, order, names and kinds', () => {
  const renamed = fromRows(
    z.object({ area: z.string().nullable(), value: z.number(), at: z.date() }),
    rows.map(({ amount, ...row }) => ({ ...row, value: amount })),
  )
  const integer = fromRows(z.object({ ...Row.shape, amount: z.int() }), rows)
  const others = [table.slice(1), table.sort('amount'), renamed, integer].map((other) => digestTable(other))
  expect(new Set([digestTable(table), ...others]).size).toBe(5)
  expect(digestTable(fromRows(Row, rows, { version: 'md5:1' }))).toBe(digestTable(table))
})
