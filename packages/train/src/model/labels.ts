import { type ColumnSpec, findColumn, fromPhysical, isText, MillraceError, type Table } from '@millrace/core'
import type { Target } from './target.ts'

/** The labels of a table: which two there are, and where the positive one stands. */
export interface Labels {
  /** 1 for the positive label, 0 for the other. */
  readonly values: Float64Array
  /** The label that is not the positive one. */
  readonly negative: string | number | boolean
  /** The type of the label. */
  readonly column: ColumnSpec
}

/** Reads the labels; a table in which one is missing, or which holds others than two, is refused by name. */
export function readLabels(table: Table, target: Target<string, unknown>): Labels {
  const { column: name, positive } = target
  const spec = findColumn(table.schema, name)
  const column = table.column(name as never)
  const others = new Set<string | number | boolean>()
  const values = new Float64Array(table.rowCount)
  for (let row = 0; row < table.rowCount; row++) {
    const physical = column.type === 'number' ? column.values[row]! : (column.dictionary[column.codes[row]!] ?? null)
    const label = fromPhysical(spec!, physical) as string | number | boolean | null
    if (label === null) throw targetError('E_TARGET_NULL', `row ${row} has no ${name}`, 'leave out rows without a label', name)
    if (label === positive) values[row] = 1
    else if (others.size < 3) others.add(label)
  }
  return { values, negative: negativeOf(others, spec!, target), column: Object.freeze({ ...labelColumn(spec!), name: 'label' }) }
}

function negativeOf(others: ReadonlySet<string | number | boolean>, spec: ColumnSpec, { column, positive }: Target<string, unknown>) {
  const declared: readonly (string | number | boolean)[] = spec.kind === 'boolean' ? [true, false] : (spec.categories ?? spec.allowed ?? [])
  const known = new Set([...others, ...declared])
  known.delete(positive)
  const [negative, another] = known
  if (negative === undefined) throw targetError('E_TARGET_SINGLE_CLASS', `every ${column} is '${positive}'`, 'a model needs rows of two classes', column)
  if (another !== undefined)
    throw targetError('E_TARGET_NOT_BINARY', `'${column}' has more than two values: '${positive}', '${negative}', '${another}'`, 'choose a column of two', column)
  return negative
}

/** Bounds and categories say nothing about a label that the model itself gives. */
function labelColumn({ kind }: ColumnSpec): Omit<ColumnSpec, 'name'> {
  return { kind: isText(kind) ? 'string' : kind, nullable: false, optional: false }
}

/** Refuses labels of one class, which nothing can be learnt from. */
export function requireBothClasses({ values, negative }: Labels, { column, positive }: Target<string, unknown>): void {
  const positives = values.reduce((sum, value) => sum + value, 0)
  if (positives > 0 && positives < values.length) return
  const only = positives === 0 ? negative : positive
  throw targetError('E_TARGET_SINGLE_CLASS', `every '${column}' of the ${values.length} rows is '${only}'`, 'a model needs rows of two classes', column)
}

function targetError(code: `E_${string}`, what: string, remedy: string, column: string): MillraceError {
  return new MillraceError({ code, message: `target: ${what}; ${remedy}`, details: { column } })
}
