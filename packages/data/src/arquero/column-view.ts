import type { Column, ColumnSpec } from '@millrace/core'

/** What arquero reads a column by; nothing of it is an array. */
export interface ColumnView<out Value = unknown> {
  readonly length: number
  at(row: number): Value
  [Symbol.iterator](): Iterator<Value>
}

/** The column that a view shows. */
interface ViewedColumn {
  readonly spec: ColumnSpec
  readonly column: Column
}

const viewed = new WeakMap<ColumnView, ViewedColumn>()
const millisecondsPerDay = 86_400_000

/** Shows a column by its meaning, value by value, without copying: booleans, `Date` for days and instants, strings, null. */
export function viewColumn(spec: ColumnSpec, column: Column): ColumnView {
  const at = readerOf(spec, column)
  const length = column.type === 'number' ? column.values.length : column.codes.length
  const view: ColumnView = {
    length,
    at,
    *[Symbol.iterator]() {
      for (let row = 0; row < length; row++) yield at(row)
    },
  }
  viewed.set(view, { spec, column })
  return view
}

/** The column behind a view of {@link viewColumn}. */
export function viewedColumn(view: ColumnView): ViewedColumn | undefined {
  return viewed.get(view)
}

function readerOf({ kind }: ColumnSpec, column: Column): (row: number) => unknown {
  if (column.type === 'string') {
    const { codes, dictionary } = column
    return (row) => dictionary[codes[row]!] ?? null
  }
  const { values } = column
  const convert = conversions[kind] ?? ((value: number) => value)
  return (row) => {
    const value = values[row]!
    return Number.isNaN(value) ? null : convert(value)
  }
}

const conversions: Partial<Record<ColumnSpec['kind'], (value: number) => unknown>> = {
  boolean: (value) => value === 1,
  day: (value) => new Date(value * millisecondsPerDay),
  instant: (value) => new Date(value),
}
