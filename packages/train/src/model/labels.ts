import type { BinaryTarget, ClassLabel, ColumnSpec, Table } from '@millrace/core'
import type { BinaryTargetSpec } from './target.ts'
import { labelColumn, labelsOf, shown, targetError } from './targets/read-column.ts'

/** The labels of training rows: which two there are, and where the positive one stands. */
export interface Labels {
  /** 1 for the positive label, 0 for the other. */
  readonly values: Float64Array
  /** The label that is not the positive one. */
  readonly negative: ClassLabel
  /** The type of the label. */
  readonly column: ColumnSpec
}

/**
 * Reads the labels to learn from and finds the one that is not the positive one.
 *
 * A table in which a label is missing, one of the two does not occur (in a row that weighs something), or a third does, is refused by name.
 */
export function readLabels(
  table: Table,
  { column, positive }: Pick<BinaryTargetSpec, 'column' | 'positive'>,
  weights: Float64Array | undefined,
): Labels {
  const { labels, spec } = labelsOf(table, column)
  const [negative, another] = new Set(labels.filter((label) => label !== positive))
  if (another !== undefined) {
    throw targetError(
      'E_TARGET_NOT_BINARY',
      `it holds more than two values: ${[positive, negative!, another].map(shown).join(', ')}`,
      'choose a column of two, or multiclass()',
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
  return { values, negative, column: labelColumn(spec, [negative, positive]) }
}

/** Reads the labels of rows to measure a model on: 1 for its positive label, 0 for its negative one; any other is refused. */
export function readKnownLabels(table: Table, { column, positive, negative }: BinaryTarget): Float64Array {
  return readClasses(table, column, [negative, positive])
}

/** Reads labels as indexes of classes; any other label is refused. */
export function readClasses(table: Table, column: string, classes: readonly ClassLabel[]): Float64Array {
  const { labels } = labelsOf(table, column)
  const indexes = new Map(classes.map((label, index) => [label, index]))
  const values = Float64Array.from(labels, (label) => indexes.get(label) ?? -1)
  const row = values.indexOf(-1)
  if (row < 0) return values
  const known = classes.length > 8 ? `${classes.length} classes` : new Intl.ListFormat('en').format(classes.map(shown))
  throw targetError('E_TARGET_UNKNOWN_LABEL', `row ${row} is ${shown(labels[row]!)}`, `the model knows ${known}`, column)
}
