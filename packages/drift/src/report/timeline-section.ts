import { type Content, type Html, html } from '@millrace/core/html'
import type { ControlSeries, WindowResult, WindowsReport } from '../windows/windows-report.ts'
import { controlChart, seriesTitle } from './control-chart.ts'
import { noFigure } from './figures.ts'
import { name } from './names.ts'
import { folded, type PageSection, pageTable, tableLine } from './page-section.ts'
import { verdictStrip } from './verdict-strip.ts'

const mostWindows = 40
const mostCharts = 9
const mostFoldedCharts = 9
const mostNamedFigures = 40

/** Drift over time: a strip of verdicts a column, and the figures that are followed with their limits. */
export function timelineSection({ windows, series, skipped }: WindowsReport): PageSection {
  const shown = windows.slice(-mostWindows)
  const [first, last] = [windows[0], windows.at(-1)]
  return {
    id: 'timeline',
    heading: 'Over time',
    content: html`<p>${windows.length} ${windows.length === 1 ? 'window' : 'windows'}${first !== undefined && html`, from ${name(first.label)} to ${name(last!.label)}`}.${shown.length < windows.length && ` The strip shows the last ${shown.length}.`}${skipped > 0 && ` ${skipped === 1 ? '1 row is' : `${skipped.toLocaleString('en')} rows are`} in no window, since their time is not known.`}</p>
${verdictStrip(shown)}${shown.length > 0 && folded('The windows by number', windowsTable(shown))}${charts(series, windows)}`,
  }
}

function windowsTable(windows: readonly WindowResult[]): Html {
  const rows = windows.map(({ index, label, rows: count, complete, report }) =>
    tableLine(String(index + 1), [
      name(label),
      `${count.toLocaleString('en')}${complete ? '' : ', not complete'}`,
      report === null ? noFigure : `${report.drifted.length} of ${report.columns.length}`,
    ]),
  )
  return pageTable({ label: 'Windows', className: 'plain', headings: ['Window', 'When', 'Rows', 'Drifted columns'], rows })
}

/** Figures of all rows and those that left their limits at once, others folded. */
function charts(series: readonly ControlSeries[], windows: readonly WindowResult[]): Content {
  const outside = ({ points }: ControlSeries) => points.filter((point) => point.outside).length
  const ofAll = ({ column }: ControlSeries) => Number(column === null)
  const sorted = series.toSorted((a, b) => ofAll(b) - ofAll(a) || outside(b) - outside(a))
  const first = sorted.slice(0, mostCharts).filter((each) => each.column === null || outside(each) > 0 || series.length <= mostCharts)
  const rest = sorted.slice(first.length)
  const named = rest.slice(mostFoldedCharts, mostFoldedCharts + mostNamedFigures)
  const left = rest.length - mostFoldedCharts - named.length
  const draw = (some: typeof series) => html`<div class="charts">${some.map((each) => controlChart(each, windows))}</div>\n`
  const notDrawn = html`<p class="muted">Not drawn: ${named.map((each, i) => html`${i > 0 && ', '}${seriesTitle(each)}`)}${left > 0 && ` and ${left} more`}.</p>\n`
  return html`${
    first.length > 0 &&
    html`<h3>Figures with their control limits</h3>
<p class="muted">The band holds what is expected of a window of that size; a triangle marks a window outside.</p>
${draw(first)}`
  }${rest.length > 0 && folded(`${rest.length} more figures`, html`${draw(rest.slice(0, mostFoldedCharts))}${named.length > 0 && notDrawn}`)}`
}
