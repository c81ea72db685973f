import { MillraceError, type Random, seededRandom, type Table } from '@millrace/core'
import type { TwoTables } from './domain-drift.ts'

/** Rows of any columns. */
export type AnyTable = Table<Record<string, unknown>>

/** Rows of both sides in one table. */
export interface DomainSample {
  /** The reference's rows, then the current ones. */
  readonly table: AnyTable
  /** 1 for a current row, 0 for one of the reference. */
  readonly side: Float64Array
  /** Fold of each row, from 0 on; either side is spread evenly. */
  readonly fold: Uint8Array
  readonly folds: number
  readonly sizes: { readonly reference: number; readonly current: number }
}

interface Sampling {
  readonly columns: readonly string[]
  readonly folds: number
  /** Most rows of either side. */
  readonly rows: number
  readonly seed: number
}

export function sampleDomains(tables: TwoTables, { columns, folds, rows, seed }: Sampling): DomainSample {
  const random = seededRandom(seed)
  const [reference, current] = (['reference', 'current'] as const).map((side) => {
    const table = tables[side] as AnyTable
    if (table.rowCount < 2 * folds) throw tooFew(side, table.rowCount, 2 * folds)
    return draw(table.select(...columns), rows, random)
  }) as [AnyTable, AnyTable]
  const table = reference.concat(current)
  const isCurrent = (row: number) => row >= reference.rowCount
  return {
    table,
    side: Float64Array.from({ length: table.rowCount }, (_, row) => Number(isCurrent(row))),
    fold: Uint8Array.from({ length: table.rowCount }, (_, row) => (isCurrent(row) ? row - reference.rowCount : row) % folds),
    folds,
    sizes: Object.freeze({ reference: reference.rowCount, current: current.rowCount }),
  }
}

/** So many rows, in random order. */
function draw(table: AnyTable, rows: number, random: Random): AnyTable {
  const order = random.shuffle(Int32Array.from({ length: table.rowCount }, (_, row) => row))
  return table.take(order.subarray(0, rows))
}

function tooFew(side: string, rows: number, least: number): MillraceError {
  return new MillraceError({
    code: 'E_DOMAIN_ROWS',
    message: `domainDrift: the ${side} side has ${rows} rows; give at least ${least}, two for each fold`,
    details: { side, rows, least },
  })
}
