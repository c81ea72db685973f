import { type Html, html } from '@millrace/core/html'
import type { QualityCheck, QualityCheckName } from '../quality/quality-check.ts'
import { amount, noFigure, percent } from './figures.ts'
import { name } from './names.ts'
import { folded, type PageSection, pageTable, tableLine } from './page-section.ts'

const longestMessage = 240
const mostUnfolded = 40
const mostFolded = 30

/** The checks of the data: those that failed at once, the others folded. */
export function qualitySection(checks: readonly QualityCheck[]): PageSection {
  const having = (status: QualityCheck['status']) => checks.filter((check) => check.status === status)
  const [failed, skipped, passed] = [having('failed'), having('skipped'), having('passed')]
  const shown = failed.slice(0, mostUnfolded)
  const rest = [...failed.slice(mostUnfolded), ...skipped, ...passed]
  const words = [
    failed.length > shown.length && `${failed.length - shown.length} more failed`,
    skipped.length > 0 && `${skipped.length} skipped`,
    passed.length > 0 && `${passed.length} passed`,
  ].filter((part) => part !== false)
  return {
    id: 'quality',
    heading: 'Data quality',
    content: html`<p><b class="${failed.length > 0 ? 'drifted' : 'stable'}">${failed.length === 0 ? 'No' : failed.length} of ${checks.length} ${checks.length === 1 ? 'check' : 'checks'} failed</b></p>
${shown.length > 0 && table(shown, 'Failed checks')}${
  rest.length > 0 &&
  folded(
    words.join(', '),
    html`${table(rest.slice(0, mostFolded), 'Other checks')}${rest.length > mostFolded && html`<p class="muted">${rest.length - mostFolded} more are in the JSON report.</p>`}`,
  )
}`,
  }
}

const table = (checks: readonly QualityCheck[], label: string): Html =>
  pageTable({
    label,
    className: 'quality',
    headings: ['Column', 'Check', 'Outcome', 'What was found', 'Reference', 'Now', 'Limit'],
    rows: checks.map(line),
  })

const titles: Readonly<Record<QualityCheckName, string>> = {
  'null-share': 'Share of nulls',
  'new-values': 'New values',
  range: 'Out of range',
  type: 'Type',
  'missing-column': 'Missing column',
  constant: 'Constant',
  'infinite-values': 'Infinite values',
  duplicates: 'Duplicates',
  'row-count': 'Row count',
  freshness: 'Freshness',
}

const statuses = {
  failed: html`<b class="drifted">Failed</b>`,
  skipped: html`<b class="small">Skipped</b>`,
  passed: html`<b class="stable">Passed</b>`,
} as const

function line({ check, column, status, reference, current, limit, message }: QualityCheck): Html {
  const figure = (value: number | null) => (value === null ? noFigure : inUnitOf(check, value))
  return tableLine(column === null ? 'all rows' : name(column), [
    titles[check],
    statuses[status],
    name(column !== null && message.startsWith(`${column}: `) ? message.slice(column.length + 2) : message, longestMessage),
    figure(reference),
    figure(current),
    figure(limit),
  ])
}

const shares: ReadonlySet<QualityCheckName> = new Set(['null-share', 'new-values', 'range', 'infinite-values', 'duplicates'])
const millisecondsPerHour = 3_600_000

function inUnitOf(check: QualityCheckName, value: number): string {
  if (check === 'freshness')
    return value < 48 * millisecondsPerHour
      ? `${amount(value / millisecondsPerHour)} h`
      : `${amount(value / millisecondsPerHour / 24)} days`
  return shares.has(check) && value <= 1 ? percent(value) : amount(value)
}
