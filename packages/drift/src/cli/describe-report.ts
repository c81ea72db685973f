import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate.ts'

/** The report as a table for terminals, then what the gate says. */
export function describeReport(report: DriftReport, { passed, reasons }: GateResult): string {
  const columns = [...report.columns, ...(report.target === null ? [] : [report.target]), ...report.predictions]
  const rows = [['column', 'verdict', 'test', 'statistic', 'adjusted p', 'effect', 'nulls'], ...columns.map(rowOf)]
  const widths = rows[0]!.map((_, cell) => Math.max(...rows.map((row) => row[cell]!.length)))
  const table = rows.map((row) =>
    row
      .map((text, cell) => text.padEnd(widths[cell]!))
      .join('  ')
      .trimEnd(),
  )
  const counts = `${report.monitor}: ${report.current.rows} rows against ${report.reference.rows}`
  const verdict = passed ? ['passed'] : ['failed', ...reasons.map(({ message }) => `  ${printable(message)}`)]
  return [printable(counts), '', ...table, '', ...verdict, ''].join('\n')
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

/** Names come from data: control characters must not reach a terminal. */
const printable = (text: string) => text.replace(/\p{Cc}/gu, '\uFFFD')
