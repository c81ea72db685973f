import { type Column, type ColumnSpec, fromPhysical, type Table } from '@millrace/core'

/** Rows that share a value, in order of the value. */
export interface RowGroup {
  /** The value as text; null for rows without one. */
  readonly group: string | null
  readonly rows: Int32Array
}

const mostValues = 12

/**
 * Groups rows by a column: by its values, or by the cells `[a, b)` between edges; numbers of more than a dozen values are cut at their quartiles.
 *
 * @param edges - strictly increasing; the outer cells are open
 */
export function groupRows(table: Table, spec: ColumnSpec, edges?: readonly number[]): readonly RowGroup[] {
  const column = table.column(spec.name as never) as Column
  const key = column.type === 'string' ? textKey(column) : numberKey(spec, column.values, edges)
  const groups = new Map<string, { readonly group: string | null; readonly order: number | string; readonly rows: number[] }>()
  for (let row = 0; row < table.rowCount; row++) {
    const { group, order } = key(row)
    const id = JSON.stringify(group)
    const own = groups.get(id) ?? { group, order, rows: [] }
    own.rows.push(row)
    groups.set(id, own)
  }
  return [...groups.values()]
    .sort((a, b) => Number(a.group === null) - Number(b.group === null) || (a.order < b.order ? -1 : a.order > b.order ? 1 : 0))
    .map(({ group, rows }) => ({ group, rows: Int32Array.from(rows) }))
}

type Key = (row: number) => { readonly group: string | null; readonly order: number | string }

const nothing = { group: null, order: '' }

function textKey({ codes, dictionary }: Column & { readonly type: 'string' }): Key {
  return (row) => {
    const text = dictionary[codes[row]!]
    return text === undefined ? nothing : { group: text, order: text }
  }
}

function numberKey(spec: ColumnSpec, values: Float64Array, edges: readonly number[] | undefined): Key {
  const cuts = edges ?? quartilesOfMany(values)
  if (cuts === null) {
    return (row) => {
      const value = values[row]!
      return Number.isNaN(value) ? nothing : { group: String(fromPhysical({ ...spec, asDate: false }, value)), order: value }
    }
  }
  const names = [`below ${cuts[0]}`, ...cuts.slice(1).map((edge, i) => `${cuts[i]} to below ${edge}`), `${cuts.at(-1)} and above`]
  return (row) => {
    const value = values[row]!
    if (Number.isNaN(value)) return nothing
    const cell = cuts.filter((edge) => edge <= value).length
    return { group: names[cell]!, order: cell }
  }
}

/** The distinct quartiles of a column of many values; null for one of few. */
function quartilesOfMany(values: Float64Array): readonly number[] | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  let distinct = Number(known.length > 0)
  for (let i = 1; i < known.length; i++) if (known[i] !== known[i - 1]) distinct++
  if (distinct <= mostValues) return null
  const quartiles = [0.25, 0.5, 0.75].map((share) => known[Math.floor(share * known.length)]!)
  const cuts = [...new Set(quartiles)].filter((edge) => edge > known[0]!)
  return cuts.length > 0 ? cuts : null
}
