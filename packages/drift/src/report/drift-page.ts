import { createHash } from 'node:crypto'
import { type Content, Html, html } from '@millrace/core/html'
import type { DriftReport } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate-result.ts'
import type { WindowsReport } from '../windows/windows-report.ts'
import { approvalSection } from './approval-section.ts'
import { columnsTable } from './columns-table.ts'
import { type DetailsWithin, detailsWithin } from './details-within.ts'
import { domainSection } from './domain-section.ts'
import { cut, minuteOf, rows } from './figures.ts'
import { name } from './names.ts'
import { type PageSection, pageSection } from './page-section.ts'
import { pageStyle } from './page-style.ts'
import { performanceSection } from './performance-section.ts'
import { provenanceSection } from './provenance-section.ts'
import { qualitySection } from './quality-section.ts'
import { readingNotes } from './reading-notes.ts'
import { segmentsSection } from './segments-section.ts'
import { timelineSection } from './timeline-section.ts'
import { verdictSection } from './verdict-section.ts'
import { type Entry, entriesOf } from './verdicts.ts'

/**
 * What a drift page says besides the report.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface DriftPageOptions {
  /** Heading of the page. @defaultValue `Drift of ` and the name of the monitor */
  readonly title?: string | undefined
  /** What a gate said of the report. */
  readonly gate?: GateResult | undefined
  /** The windows before and up to the report, for a timeline. */
  readonly windows?: WindowsReport | undefined
}

/**
 * A drift report as one HTML file that needs no network and no script, for a browser, a keyboard, a phone and print, dark or light.
 *
 * The verdict comes first, then a line and a small picture a column, as the report ranks them, then what else the report has: approval rate,
 * performance, windows, data quality, segments, the domain classifier; then the details of each column: both distributions, the population stability
 * index by band, and how the verdict was reached in plain words. A page of 50 columns stays below 200 kB, whatever else the report has, and one of 500 is
 * about 500 kB: details for which there is no room are shortened and then left out, those of the calmest columns first, long tables are cut, and the page
 * says so.
 *
 * @param report - what `compare` found; its texts may come from anywhere, they are escaped
 * @param options - heading, gate, windows
 * @returns the document
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, profile, renderDriftPage } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: i })))
 * const report = await compare(await profile(defineMonitor(Loan), loans), loans)
 * const page = renderDriftPage(report, { title: 'Applications of May' })
 * page.includes('<title>Applications of May</title>') // => true
 * ```
 * @category Reports
 * @since 0.1.0
 */
export function renderDriftPage(report: DriftReport, options: DriftPageOptions = {}): string {
  const { inputs, outputs } = entriesOf(report)
  const all = [...inputs, ...outputs]
  const page = (details: DetailsWithin) => documentOf(report, options, { inputs, outputs, details })
  const none = { shown: new Map(), shortened: 0, left: all.length }
  return page(detailsWithin(all, { report, room: mostBytes(all.length) - Buffer.byteLength(page(none)) }))
}

/** So many bytes that a page can be mailed and opens at once; a line in the overview takes about 750 of them. */
const mostBytes = (columns: number) => 198_000 + 750 * Math.max(0, columns - 100)

interface Parts {
  readonly inputs: readonly Entry[]
  readonly outputs: readonly Entry[]
  readonly details: DetailsWithin
}

function documentOf(report: DriftReport, { title = `Drift of ${report.monitor}`, gate, windows }: DriftPageOptions, parts: Parts): string {
  const sections = sectionsOf(report, windows, parts)
  const policy = `default-src 'none'; style-src 'sha256-${styleDigest}'; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${cut(title, 160)}</title>
<style>${Html.trusted(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#verdict">Skip to the verdict</a>
<header>
<h1>${name(title, 160)}</h1>
<p class="muted">${compared(report)}</p>
<nav aria-label="Parts of this page">${sections.map(({ id, heading }) => html`<a href="#${id}">${heading}</a> `)}</nav>
</header>
<main>
${verdictSection(report, gate)}
${sections.map(pageSection)}</main>
</body>
</html>
`.toString()
}

const styleDigest = /* @__PURE__ */ createHash('sha256').update(pageStyle).digest('base64')

function sectionsOf(report: DriftReport, windows: WindowsReport | undefined, { inputs, outputs, details }: Parts): readonly PageSection[] {
  const { approval, performance, quality, segments, domain } = report
  const kindOf = (scored: string) => [...outputs, ...inputs].find(({ column }) => column.column === scored)?.column.kind
  const hasDetails = ({ number }: Entry) => details.shown.has(number)
  const table = (entries: readonly Entry[], id: string, heading: string): PageSection | false =>
    entries.length > 0 && { id, heading, content: html`${legend}${columnsTable(entries, { caption: heading, hasDetails })}` }
  const sections = [
    approval !== null && approvalSection(approval, kindOf(approval.column)),
    table(inputs, 'columns', 'Input and monitored columns'),
    table(outputs, 'outputs', 'Target and predictions'),
    performance !== null && performanceSection(performance),
    windows !== undefined && timelineSection(windows),
    quality.length > 0 && qualitySection(quality),
    segments.length > 0 && segmentsSection(segments),
    domain !== null && domainSection(domain),
    { id: 'details', heading: 'Details', content: html`${[...details.shown.values()]}${leftOut(details)}` },
    readingNotes(report),
    provenanceSection(report),
  ]
  return sections.filter((section) => section !== false)
}

function leftOut({ shortened, left }: DetailsWithin): Content {
  const sentences = [
    shortened > 0 && `Of ${shortened} ${shortened === 1 ? 'column' : 'columns'} only the chief figures are shown`,
    left > 0 && `The details of ${left} ${left === 1 ? 'column' : 'columns'} are in the JSON report`,
  ].filter((sentence) => sentence !== false)
  return sentences.length > 0 && html`<p class="muted">${sentences.join('. ')}; here they would make the page too large.</p>\n`
}

const legend = html`<p class="legend muted"><span class="swatch reference"></span> reference <span class="swatch current"></span> current</p>\n`

function compared({ reference, current }: DriftReport): string {
  const window = [current.fromMs, current.toMs].map((at) => (at === null ? null : minuteOf(at)))
  const when = [window[0] && `from ${window[0]}`, window[1] && `to ${window[1]}`].filter(Boolean).join(' ')
  return `${rows(current.rows, 'current')}${when === '' ? '' : ` ${when}`}, compared with ${rows(reference.rows, 'reference')}.`
}
