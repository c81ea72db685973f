import type { ColumnStatistics, TableStatistics } from './statistics.ts'

/**
 * Writes statistics as a table for people, one line a column, in monospaced text.
 *
 * Numbers show six significant digits; strings are quoted, control characters escaped, and cut after 24 characters. Programs read the
 * statistics themselves.
 *
 * @param statistics - as `describe` returns them
 * @returns lines joined by `\n`, without a last line break
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { describe, formatStatistics } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const loans = fromRows(z.object({ amount: z.number().nullable() }), [{ amount: 120 }, { amount: null }, { amount: 80 }])
 *
 * formatStatistics(describe(loans)).split('\n')[2] // => 'amount  number  1 (33.3%)  2         80 … 100 … 120, mean 100, sd 20'
 * ```
 * @category Statistics
 * @since 0.1.0
 */
export function formatStatistics(statistics: TableStatistics): string {
  const header = ['column', 'kind', 'nulls', 'distinct', 'values']
  const lines = [header, ...statistics.columns.map(cellsOf)]
  const widths = header.map((_, cell) => Math.max(...lines.map((line) => line[cell]!.length)))
  const aligned = lines.map((line) =>
    line
      .map((text, cell) => text.padEnd(widths[cell]!))
      .join('  ')
      .trimEnd(),
  )
  return [`${statistics.rows} rows, ${statistics.columns.length} columns`, ...aligned].join('\n')
}

function cellsOf(column: ColumnStatistics): readonly string[] {
  const nulls = column.nulls === 0 ? '0' : `${column.nulls} (${percent(column.nullShare)})`
  return [
    printable(column.name),
    column.kind,
    nulls,
    'distinct' in column ? String(column.distinct) : '',
    column.count === 0 ? '' : valuesOf(column),
  ]
}

function valuesOf(column: ColumnStatistics): string {
  switch (column.kind) {
    case 'number':
    case 'integer': {
      const median = column.quantiles.find(({ probability }) => probability === 0.5)?.value ?? null
      return `${short(column.min)} … ${short(median)} … ${short(column.max)}, mean ${short(column.mean)}, sd ${short(column.sd)}`
    }
    case 'boolean':
      return `true ${percent(column.trueShare)}`
    case 'day':
    case 'instant':
      return `${column.min} … ${column.max}`
    default: {
      const shown = column.top.slice(0, 3).map(({ value, count }) => `"${printable(value)}" ${count}`)
      return shown.join(', ') + (column.distinct > shown.length ? ', …' : '')
    }
  }
}

const short = (value: number | null) => (value === null ? '' : String(Number(value.toPrecision(6))))

const percent = (share: number | null) => `${(100 * (share ?? 0)).toFixed(1)}%`

/** Names and values come from files: nothing in them reaches a terminal as a command. */
function printable(text: string): string {
  const escaped = text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`)
  return escaped.length > 24 ? `${escaped.slice(0, 23)}…` : escaped
}
