import { createHash } from 'node:crypto'
import { type Content, Html, html } from '@millrace/core/html'
import type { DriftReport } from '../compare/drift-report.ts'
import type { GateResult } from '../gate/gate.ts'
import { columnDetails } from './column-details.ts'
import { columnsTable } from './columns-table.ts'
import { minuteOf, rows } from './figures.ts'
import { pageStyle } from './page-style.ts'
import { readingNotes } from './reading-notes.ts'
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
}

/** Details are left out where the page would become larger, so that it can be mailed and opens at once. */
const mostBytes = 198_000

/**
 * A drift report as one HTML file that needs no network and no script, for a browser and for print.
 *
 * The verdict comes first, then a line and a small picture a column, the worst first, then the details of each. A page of up to about 200 columns stays below
 * 200 kB: details for which there is no room are left out, those of the calmest columns first, and the page says so.
 *
 * @param report - what `compare` found; its texts may come from anywhere, they are escaped
 * @param options - heading and gate
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
  const { title = `Drift of ${report.monitor}`, gate } = options
  const { inputs, outputs } = entriesOf(report)
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`
  const all = [...inputs, ...outputs]
  const page = (details: readonly Html[]) => {
    const hasDetails = ({ number }: Entry) => number <= details.length
    const table = (entries: readonly Entry[], caption: string): Content =>
      entries.length > 0 &&
      html`<section class="card">\n<h2>${caption}</h2>\n${legend}${columnsTable(entries, { caption, hasDetails })}\n</section>\n`
    return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${Html.trusted(pageStyle)}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="muted">${compared(report)}</p>
</header>
<main>
${verdictSection(report, gate)}
${table(inputs, 'Input and monitored columns')}${table(outputs, 'Target and predictions')}<section class="card" aria-labelledby="details">
<h2 id="details">Details</h2>
${details}${details.length < all.length && html`<p class="muted">The details of ${all.length - details.length} more columns are in the JSON report; here they would make the page too large.</p>\n`}</section>
${readingNotes(report)}
</main>
</body>
</html>
`.toString()
  }
  const details = all.map(columnDetails)
  return page(details.slice(0, fitting(details, mostBytes - Buffer.byteLength(page([])))))
}

/** How many of the details there is room for. */
function fitting(details: readonly Html[], room: number): number {
  let [count, used] = [0, 0]
  for (const each of details) {
    used += Buffer.byteLength(each.toString()) + linkBytes
    if (used > room) break
    count++
  }
  return count
}

/** What the link from the table to a column's details takes. */
const linkBytes = 24

const legend = html`<p class="legend muted"><span class="swatch reference"></span> reference <span class="swatch current"></span> current</p>\n`

function compared({ reference, current }: DriftReport): string {
  const window = [current.fromMs, current.toMs].map((at) => (at === null ? null : minuteOf(at)))
  const when = [window[0] && `from ${window[0]}`, window[1] && `to ${window[1]}`].filter(Boolean).join(' ')
  return `${rows(current.rows, 'current')}${when === '' ? '' : ` ${when}`}, compared with ${rows(reference.rows, 'reference')}.`
}
