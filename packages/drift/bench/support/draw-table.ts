import { type Column, schemaFromColumns, seededRandom, Table } from '@millrace/core'
import { z } from 'zod'

const levels = Array.from({ length: 30 }, (_, i) => `level ${i}`)

/** Columns of normal, lognormal and zero-inflated numbers by turns; every fifth has 30 levels. */
export function drawTable({ rows, columns, seed }: { readonly rows: number; readonly columns: number; readonly seed: number }) {
  const random = seededRandom(seed)
  const laws = [() => random.normal(), () => Math.exp(random.normal()), () => (random.next() < 0.3 ? 0 : random.normal())]
  const drawn = Array.from({ length: columns }, (_, i): readonly [string, Column] =>
    isText(i)
      ? [`x${i}`, { type: 'string', codes: Int32Array.from({ length: rows }, () => random.integer(levels.length)), dictionary: levels }]
      : [`x${i}`, { type: 'number', values: Float64Array.from({ length: rows }, laws[i % laws.length]!) }],
  )
  const specs = drawn.map(([name], i) => ({
    name,
    kind: isText(i) ? ('category' as const) : ('number' as const),
    nullable: false,
    optional: false,
  }))
  return new Table(schemaFromColumns(specs), new Map(drawn)) as Table<Record<string, unknown>>
}

/** The schema of such rows. */
export const rowsOf = (columns: number) =>
  z.object(Object.fromEntries(Array.from({ length: columns }, (_, i) => [`x${i}`, isText(i) ? z.string() : z.number()])))

const isText = (column: number) => column % 5 === 4
