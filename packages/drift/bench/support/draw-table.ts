import { type Column, seededRandom } from '@millrace/core'
import { tableOf } from './table-of.ts'

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
  return tableOf(drawn)
}

const isText = (column: number) => column % 5 === 4
