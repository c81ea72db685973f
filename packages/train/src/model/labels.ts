import { type Column, type ColumnSpec, findColumn, fromPhysical, MillraceError, type Table, type TargetRecord } from '@millrace/core'
import type { Target } from './target.ts'

type Label = string | number | boolean

/** The labels of training rows: which two there are, and where the positive one stands. */
export interface Labels {
  /** 1 for the positive label, 0 for the other. */
  readonly values: Float64Array
  /** The label that is not the positive one. */
  readonly negative: Label
  /** The type of the label. */
  readonly column: ColumnSpec
}

/**
 * Reads the labels to learn from and finds the one that is not the positive one.
 *
 * A table in which a label is missing, one of the two does not occur (in a row that weighs something), or a third does, is refused by name.
 */
export function readLabels(table: Table, { column, positive }: Target<string, unknown>, weights: Float64Array | undefined): Labels {
  const { labels, spec } = labelsOf(table, column)
  const [negative, another] = new Set(labels.filter((label) => label !== positive))
  if (another !== undefined) {
    throw targetError(
      'E_TARGET_NOT_BINARY',
      `it holds more than two values: ${[positive, negative!, another].map(shown).join(', ')}`,
      'choose a column of two',
      column,
    )
  }
  const values = Float64Array.from(labels, (label) => Number(label === positive))
  const counts = (label: 0 | 1) => values.some((value, row) => value === label && weights?.[row] !== 0)
  if (negative === undefined || !counts(0) || !counts(1)) {
    const only = !counts(1) ? `no row is ${shown(positive)}` : `every row is ${shown(positive)}`
    throw targetError(
      'E_TARGET_SINGLE_CLASS',
      labels.length === 0 ? 'there are no rows' : only,
      'a model needs rows of both classes that weigh something',
      column,
    )
  }
  return { values, negative, column: labelColumn(spec, positive, negative) }
}

/** Reads the labels of rows to measure a model on: 1 for its positive label, 0 for its negative one; any other is refused. */
export function readKnownLabels(table: Table, { column, positive, negative }: TargetRecord): Float64Array {
  const { labels } = labelsOf(table, column)
  const row = labels.findIndex((label) => label !== positive && label !== negative)
  if (row >= 0) {
    const remedy = `the model knows ${shown(positive)} and ${shown(negative)}`
    throw targetError('E_TARGET_UNKNOWN_LABEL', `row ${row} is ${shown(labels[row]!)}`, remedy, column)
  }
  return Float64Array.from(labels, (label) => Number(label === positive))
}

function labelsOf(table: Table, name: string): { readonly labels: readonly Label[]; readonly spec: ColumnSpec } {
  const column = table.column(name as never)
  const spec = findColumn(table.schema, name)!
  const read = labelReader(column, spec)
  const labels = Array.from({ length: table.rowCount }, (_, row) => {
    const label = read(row)
    if (label === null) throw targetError('E_TARGET_NULL', `row ${row} is null`, 'leave out rows without a label', name)
    return label
  })
  return { labels, spec }
}

function labelReader(column: Column, spec: ColumnSpec): (row: number) => Label | null {
  if (column.type === 'string') return (row) => column.dictionary[column.codes[row]!] ?? null
  return (row) => fromPhysical({ ...spec, asDate: false }, column.values[row]!) as Label | null
}

/** The two labels are all that the model answers, whatever the schema allowed. */
function labelColumn({ kind }: ColumnSpec, positive: Label, negative: Label): ColumnSpec {
  const column = { name: 'label', nullable: false, optional: false }
  if (typeof positive === 'string')
    return Object.freeze({ ...column, kind: 'category', categories: Object.freeze([String(negative), positive]) })
  if (typeof positive === 'boolean') return Object.freeze({ ...column, kind })
  return Object.freeze({ ...column, kind, allowed: Object.freeze([Number(negative), positive]) })
}

const shown = (label: Label) => (typeof label === 'string' ? `'${label}'` : String(label))

function targetError(code: `E_${string}`, what: string, remedy: string, column: string): MillraceError {
  return new MillraceError({ code, message: `target '${column}': ${what}; ${remedy}`, details: { column } })
}
