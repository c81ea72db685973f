import { type Content, html } from '@millrace/core/html'
import type { DriftReport } from '../compare/drift-report.ts'
import { cut, minuteOf } from './figures.ts'
import { name } from './names.ts'
import type { PageSection } from './page-section.ts'

const longestDigest = 100

/** What was compared with what, for who wants to do it again. */
export function provenanceSection({
  monitor,
  reference,
  current,
  mode,
  significance,
  correction,
  schemaVersion,
}: DriftReport): PageSection {
  const digest = (text: string | null) => text !== null && html`<code>${cut(text, longestDigest)}</code>`
  const time = (at: number | null) => at !== null && minuteOf(at)
  const facts: readonly (readonly [string, Content])[] = [
    ['Monitor', name(monitor)],
    ['Reference rows', `${reference.rows.toLocaleString('en')}, ${reference.raw ? 'raw values decided' : 'counts by cell alone'}`],
    ['Reference data', digest(reference.digest)],
    ['Current rows', current.rows.toLocaleString('en')],
    ['Current data', digest(current.digest)],
    ['From', time(current.fromMs)],
    ['To', time(current.toMs)],
    ['Significance', String(significance)],
    ['Correction', correction === 'none' ? 'none' : correction === 'bonferroni' ? 'Bonferroni' : 'Benjamini-Hochberg'],
    ['Rules', mode === 'evidently' ? 'Evidently’s defaults' : 'Millrace'],
    ['Report format', `drift-report ${schemaVersion}`],
  ]
  return {
    id: 'provenance',
    heading: 'Sizes and origins',
    content: html`<dl>${facts.map(([term, what]) => what !== false && html`<dt>${term}</dt><dd>${what}</dd>`)}</dl>
`,
  }
}
