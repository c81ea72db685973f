import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate-result.ts'
import { explainVerdict } from '../report/explain-verdict.ts'
import { amount, cut, noFigure, percent, probability } from '../report/figures.ts'
import { byImportance } from './by-importance.ts'
import { markdownSections } from './markdown-sections.ts'
import { escapeMarkdown, markdownTable } from './markdown-text.ts'

/**
 * How {@link toMarkdown} writes.
 *
 * @category Output
 * @since 0.1.0
 */
export interface MarkdownOptions {
  /** What a gate said of the report. */
  readonly gate?: GateResult | undefined
  /** Heading. @defaultValue `Drift of` and the monitor's name */
  readonly title?: string | undefined
  /** Most columns in the table; how many more there are is said. @defaultValue 50 */
  readonly columns?: number | undefined
}

/**
 * A report as Markdown, for pull requests, the job summary of GitHub Actions and chat: the verdict, the gate's reasons, the columns by importance with
 * the sentences that explain each verdict, and what failed besides.
 *
 * @param report - of {@link compare}
 * @param options - gate, heading, number of columns
 * @returns GitHub-flavoured Markdown; text from data is escaped, so that it is no markup, no HTML and mentions nobody
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, gate, profile, toMarkdown } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (scale: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: scale * i })))
 * const report = await compare(await profile(defineMonitor(Loan, { name: 'loans' }), loans(1)), loans(0.5))
 * toMarkdown(report, { gate: gate(report) }).split('\n')[0] // => '## Drift of loans: failed'
 * ```
 * @category Output
 * @since 0.1.0
 */
export function toMarkdown(
  report: DriftReport,
  { gate, title = `Drift of ${report.monitor}`, columns = 50 }: MarkdownOptions = {},
): string {
  const ordered = byImportance(report)
  const more = ordered.length - columns
  return [
    `## ${escapeMarkdown(title)}${gate === undefined ? '' : `: ${outcomes[gate.outcome]}`}`,
    summary(report),
    gate?.reasons.map(({ level, message }) => `- ${level === 'fail' ? '**Fails:**' : 'Warns:'} ${escapeMarkdown(message)}`).join('\n') ??
      '',
    markdownTable(
      heads,
      ordered.slice(0, columns).map((column) => rowOf(column, report)),
    ),
    more > 0 ? `${more} more columns are not shown.` : '',
    ...markdownSections(report),
  ]
    .filter((part) => part !== '')
    .map((part) => `${part.trimEnd()}\n`)
    .join('\n')
}

const outcomes = { pass: 'passed', warn: 'passed with warnings', fail: 'failed' } as const

function summary({ columns, drifted, current, reference, dataset }: DriftReport): string {
  const counts = `${drifted.length} of ${columns.length} ${columns.length === 1 ? 'column' : 'columns'} drifted`
  const rows = `${current.rows.toLocaleString('en')} current rows against ${reference.rows.toLocaleString('en')} of the reference`
  const whole =
    dataset === null
      ? ''
      : ` By Evidently's rule the table as a whole is ${dataset.drifted ? 'drifted' : 'stable'}: ${percent(dataset.share)} of the columns, limit ${percent(dataset.threshold)}.`
  return `**${counts}**: ${rows}.${whole}`
}

const heads = [
  { title: 'Column' },
  { title: 'Verdict' },
  { title: 'Effect', right: true },
  { title: 'p', right: true },
  { title: 'PSI', right: true },
  { title: 'Nulls', right: true },
  { title: 'How it was decided' },
] as const

function rowOf(column: ColumnDrift, report: DriftReport): readonly string[] {
  const { role, verdict, effect, psi, nulls } = column
  const name = `${escapeMarkdown(cut(column.column, 100))}${role === 'input' ? '' : ` (${role})`}`
  const isBad = verdict === 'drifted' || verdict === 'failed'
  const shares = `${percent(nulls.reference)} → ${percent(nulls.current)}`
  return [
    name,
    isBad ? `**${verdict}**` : verdict,
    effect === null ? noFigure : `${effect.name} ${amount(effect.value)}`,
    probability(column.adjustedPValue).replace('<', '&lt;'),
    psi === null ? noFigure : amount(psi.value),
    (nulls.drifted ? `**${shares}**` : shares).replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    escapeMarkdown(explainVerdict(column, report)),
  ]
}
