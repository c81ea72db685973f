import { availableParallelism, cpus, loadavg } from 'node:os'
import type { Measurement } from './measure.ts'

/** What the figures were measured on. */
export function machine(): string {
  const [load = 0] = loadavg()
  return `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}, load ${load.toFixed(1)}`
}

/** The measurements as an aligned table, with the reason where there is no value. */
export function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ row, spread, failure }) => [
    row.peer === null ? row.name : `${row.name} (against ${row.peer})`,
    row.value === null ? '-' : `${digits(row.value)} ${row.unit}`,
    `${row.atMost ? '≤' : '≥'} ${digits(row.goal)} ${row.unit}`,
    row.ok ? 'ok' : 'MISSED',
    spread ? `${digits(spread[0])}–${digits(spread[1])}` : (failure ?? ''),
  ])
  return align([['name', 'value', 'goal', '', 'min–max'], ...rows])
}

const digits = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 6 })

function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
