import { type Content, type Html, html } from '@millrace/core/html'
import type { SegmentDrift } from '../segments/segment-drift.ts'
import { cut, decimals, noFigure, percent, points } from './figures.ts'
import { name } from './names.ts'
import { folded, type PageSection, pageTable, tableLine } from './page-section.ts'
import { verdict } from './verdicts.ts'

const longestName = 28
const mostColumns = 8
const mostUnfolded = 24
const mostFolded = 12

/** Segments by the columns that drifted in any of them; those with most drift first. */
export function segmentsSection(segments: readonly SegmentDrift[]): PageSection {
  const drifted = segments.filter((segment) => segment.drifted.length > 0)
  const columns = mostDrifted(drifted)
  const sorted = segments.toSorted((a, b) => b.drifted.length - a.drifted.length)
  const shown = sorted.length <= mostUnfolded ? sorted : sorted.slice(0, Math.min(mostUnfolded, Math.max(10, drifted.length)))
  const rest = sorted.slice(shown.length)
  const table = (some: readonly SegmentDrift[], label: string) =>
    pageTable({
      label,
      className: 'segments',
      headings: [
        'Segment',
        'Rows',
        'Outcome',
        ...(hasApproval ? ['Approval rate'] : []),
        ...columns.shown.map((column) => html`<bdi>${cut(column, longestName)}</bdi>`),
      ],
      rows: some.map((segment) => line(segment, columns.shown, hasApproval)),
    })
  const hasApproval = segments.some(({ approval }) => approval !== null)
  return {
    id: 'segments',
    heading: 'Segments',
    content: html`<p>${drifted.length === 0 ? 'None' : drifted.length} of ${segments.length} ${segments.length === 1 ? 'segment' : 'segments'} drifted. p-values are corrected over all columns of all segments together; the figure beside a mark is the effect.${columns.more > 0 && ` ${columns.more} more columns that drifted are in the JSON report.`}</p>
${table(shown, 'Segments')}${rest.length > 0 && folded(`${rest.length} more segments`, html`${table(rest.slice(0, mostFolded), 'More segments')}${rest.length > mostFolded && html`<p class="muted">${rest.length - mostFolded} more are in the JSON report.</p>`}`)}`,
  }
}

/** Columns by the number of segments they drifted in. */
function mostDrifted(segments: readonly SegmentDrift[]) {
  const counts = new Map<string, number>()
  for (const { drifted } of segments) for (const column of drifted) counts.set(column, (counts.get(column) ?? 0) + 1)
  const all = [...counts].toSorted(([, a], [, b]) => b - a).map(([column]) => column)
  return { shown: all.slice(0, mostColumns), more: Math.max(0, all.length - mostColumns) }
}

const outcomes: Readonly<Record<SegmentDrift['status'], Content>> = {
  judged: html`<b class="stable">Stable</b>`,
  'too-small': html`<b class="small">Too few rows</b>`,
  new: html`<b class="inconclusive">New</b>`,
  gone: html`<b class="inconclusive">Gone</b>`,
}

function line(
  { column, value, rows, status, columns, drifted, approval }: SegmentDrift,
  shown: readonly string[],
  hasApproval: boolean,
): Html {
  const byName = new Map(columns.map((each) => [each.column, each]))
  const cells = shown.map((each) => {
    const found = byName.get(each)
    if (found === undefined) return noFigure
    if (found.verdict !== 'drifted')
      return html`<span class="muted">${found.verdict === 'stable' ? 'stable' : verdict(found.verdict)}</span>`
    return html`<b class="drifted"><span class="spoken">Drifted:</span> ${found.effect === null ? noFigure : `${found.effect.name === 'distance' ? '' : `${found.effect.name} `}${decimals(found.effect.value, 3)}`}</b>`
  })
  const change = approval !== null && `${percent(approval.reference)} → ${percent(approval.current)} (${points(approval.change)})`
  return tableLine(html`${name(column)} = ${name(value)}`, [
    `${rows.reference.toLocaleString('en')} → ${rows.current.toLocaleString('en')}`,
    drifted.length > 0 ? html`<b class="drifted">${drifted.length} drifted</b>` : outcomes[status],
    ...(hasApproval ? [change || noFigure] : []),
    ...cells,
  ])
}
