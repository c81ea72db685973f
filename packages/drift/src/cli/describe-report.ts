import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate-result.ts'
import { byImportance } from '../output/by-importance.ts'
import { printable } from './printable.ts'

const mostColumns = 100

/** The report as a table for terminals, the most important columns first, then what the gate says. */
export function describeReport(report: DriftReport, { outcome, reasons }: GateResult): string {
  const columns = byImportance(report)
  const rows = [['column', 'verdict', 'test', 'statistic', 'adjusted p', 'effect', 'nulls'], ...columns.slice(0, mostColumns).map(rowOf)]
  const widths = rows[0]!.map((_, cell) => Math.max(...rows.map((row) => row[cell]!.length)))
  const table = rows.map((row) =>
    row
      .map((text, cell) => text.padEnd(widths[cell]!))
      .join('  ')
      .trimEnd(),
  )
  const counts = `${report.monitor}: ${report.current.rows} rows against ${report.reference.rows}`
  const verdict = [
    outcomes[outcome],
    ...reasons.map(({ level, message }) => `  ${level === 'fail' ? '' : 'warning: '}${printable(message)}`),
  ]
  const more = columns.length > mostColumns ? [`and ${columns.length - mostColumns} more columns`] : []
  return [printable(counts), '', ...table.map(printable), ...more, '', ...verdict, ''].join('\n')
}

function rowOf({ column, role, verdict, test, statistic, adjustedPValue, effect, nulls }: ColumnDrift): string[] {
  const share = (value: number | null) => (value === null ? '-' : `${(100 * value).toFixed(1)} %`)
  return [
    printable(role === 'input' ? column : `${column} (${role})`),
    verdict,
    test,
    figure(statistic),
    figure(adjustedPValue),
    effect === null ? '-' : `${effect.name} ${figure(effect.value)}`,
    `${share(nulls.reference)} -> ${share(nulls.current)}${nulls.drifted ? ' drifted' : ''}`,
  ]
}

const figure = (value: number | null) => (value === null ? '-' : String(Number(value.toPrecision(3))))

const outcomes = { pass: 'passed', warn: 'passed with warnings', fail: 'failed' } as const
