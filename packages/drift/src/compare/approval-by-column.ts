import { type Column, deepFreeze, seededRandom, Table, type WorkOptions, yieldToEventLoop } from '@millrace/core'
import { emptyError, optionError } from '../internal/errors.ts'
import type { ApprovalOptions } from '../monitor/approval-rule.ts'
import { columnOf } from './column-of.ts'
import type { Bounds } from './drift-report.ts'

/**
 * How {@link approvalByColumn} works.
 *
 * @category Comparison
 * @since 0.1.0
 */
export interface ApprovalByColumnOptions extends WorkOptions, Pick<ApprovalOptions, 'approve'> {
  /** The model: one score a row of a table with the reference's columns, in order; a row whose score is NaN is not approved. */
  readonly score: (rows: Table<Record<string, unknown>>) => Float64Array | Promise<Float64Array>
  /** Where approval begins or ends; finite. */
  readonly threshold: number
  /** The columns that are tried. @defaultValue all columns that both tables have as the same physical kind */
  readonly columns?: readonly string[] | undefined
  /** Seed of the rows that are drawn. */
  readonly seed: number
  /** Most reference rows that are scored, drawn by the seed; from 1 on. @defaultValue 5000 */
  readonly rows?: number | undefined
}

/**
 * What the drift of one column alone does to the approval rate.
 *
 * @category Comparison
 * @since 0.1.0
 */
export interface ColumnApprovalChange {
  /** The column whose values were those of the current rows. */
  readonly column: string
  /** Approval rate with them, in [0, 1]. */
  readonly rate: number
  /** The same minus the rate of the reference rows as they are, in [-1, 1]. */
  readonly change: number
  /** 95 % interval of the change from the rows that were drawn, which are the same in both rates. */
  readonly interval: Bounds
}

/**
 * The expected change of a model's approval rate by column: what it would be if only that column's values came from the current rows.
 *
 * Each column in turn is replaced, in reference rows, by values drawn from the current rows, nulls included, and the model scores what comes out. That
 * tells which drift moves decisions, before any label is there. Columns are moved one at a time and independently of the others: where columns
 * drift together the changes need not add up to that of the whole.
 *
 * @param tables - reference and current rows with the columns that the model reads
 * @param options - the model, its threshold, columns, seed, rows, signal, progress in columns
 * @returns frozen changes, the largest first
 * @throws MillraceError `E_DRIFT_EMPTY` when a table has no rows; `E_DRIFT_OPTION` when an option is out of range or the model gives another number
 *   of scores than rows; `E_COLUMN_UNKNOWN` when the current rows lack a named column
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { approvalByColumn } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), age: z.number() })
 * const loans = (shift: number) => fromRows(Loan, Array.from({ length: 400 }, (_, i) => ({ income: (i % 100) + shift, age: (i % 7) + shift })))
 * const byIncome = (rows: { column(name: string): unknown }) => (rows.column('income') as { values: Float64Array }).values
 * const changes = await approvalByColumn({ reference: loans(0), current: loans(50) }, { score: byIncome, threshold: 50, seed: 7 })
 * changes.map(({ column }) => column) // => ['income', 'age']
 * changes[0]!.change > 0.4 // => true
 * changes[1]!.change // => 0
 * ```
 * @category Comparison
 * @since 0.1.0
 */
export async function approvalByColumn(
  { reference, current }: { readonly reference: Table; readonly current: Table },
  { score, threshold, approve = 'at-least', columns, seed, rows = 5000, signal, progress }: ApprovalByColumnOptions,
): Promise<readonly ColumnApprovalChange[]> {
  if (reference.rowCount === 0) throw emptyError('approvalByColumn', 'reference')
  if (current.rowCount === 0) throw emptyError('approvalByColumn', 'current')
  check('rows', rows, Number.isSafeInteger(rows) && rows >= 1, 'an integer from 1 on')
  check('threshold', threshold, Number.isFinite(threshold), 'finite')
  const random = seededRandom(seed)
  const draw = (count: number, bound: number) => Int32Array.from({ length: count }, () => random.integer(bound))
  const known = reference as Table<Record<string, unknown>>
  const base = rows < known.rowCount ? known.take(draw(rows, known.rowCount)) : known
  const donors = draw(base.rowCount, current.rowCount)
  const approvedRows = async (table: Table<Record<string, unknown>>): Promise<Uint8Array> => {
    const scores = await score(table)
    check('score', scores.length, scores.length === table.rowCount, `a function to one score a row, ${table.rowCount}`)
    return Uint8Array.from(scores, (value) => Number(approve === 'at-least' ? value >= threshold : value < threshold))
  }
  const before = await approvedRows(base)
  const names = columns ?? sharedColumns(reference, current)
  const changes: ColumnApprovalChange[] = []
  for (const name of names) {
    await yieldToEventLoop(signal)
    const values = (current as Table<Record<string, unknown>>).select(name).take(donors).column(name)
    changes.push({ column: name, ...pairedChange(before, await approvedRows(withColumn(base, name, values))) })
    progress?.({ task: 'approval by column', done: changes.length, total: names.length, unit: 'columns' })
  }
  return deepFreeze(changes.sort((a, b) => Math.abs(b.change) - Math.abs(a.change)))
}

function check(option: string, value: unknown, holds: boolean, range: string): void {
  if (!holds) throw optionError({ function: 'approvalByColumn', option, value, range })
}

function sharedColumns(reference: Table, current: Table): string[] {
  return reference.schema.columns.flatMap(({ name }) => (columnOf(reference, name)?.type === columnOf(current, name)?.type ? [name] : []))
}

function withColumn(table: Table<Record<string, unknown>>, name: string, values: Column): Table<Record<string, unknown>> {
  const columns = table.schema.columns.map((spec): [string, Column] => [spec.name, table.column(spec.name)])
  return new Table(table.schema, new Map(columns).set(name, values))
}

/** Rows that changed sides decide the interval: both rates are of the same rows. */
function pairedChange(before: Uint8Array, after: Uint8Array): Omit<ColumnApprovalChange, 'column'> {
  const rows = before.length
  let approved = 0
  let gained = 0
  let lost = 0
  for (let row = 0; row < rows; row++) {
    approved += after[row]!
    if (after[row]! > before[row]!) gained++
    else if (after[row]! < before[row]!) lost++
  }
  const change = (gained - lost) / rows
  const error = Math.sqrt(Math.max(0, (gained + lost) / rows - change * change) / rows)
  return {
    rate: approved / rows,
    change,
    interval: { lower: Math.max(-1, change - 1.96 * error), upper: Math.min(1, change + 1.96 * error) },
  }
}
