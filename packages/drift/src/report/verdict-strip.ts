import { type Content, type Html, html } from '@millrace/core/html'
import type { Verdict } from '../compare/drift-report.ts'
import type { WindowResult } from '../windows/windows-report.ts'
import { cut } from './figures.ts'
import { name } from './names.ts'
import { pageTable } from './page-section.ts'
import { verdictWords } from './verdicts.ts'

const longestLabel = 48
const mostRows = 24

type Line = readonly (Verdict | null)[]

/** A line a column, a mark a window; columns that were stable throughout are counted only. */
export function verdictStrip(windows: readonly WindowResult[]): Content {
  const all = linesOf(windows)
  const lines = [...all]
    .filter(([, line]) => line.some((verdict) => verdict !== null && verdict !== 'stable'))
    .toSorted(([, a], [, b]) => timesDrifted(b) - timesDrifted(a))
  const shown = lines.slice(0, mostRows)
  const [calm, left] = [all.size - lines.length, lines.length - shown.length]
  const notes = [
    calm > 0 && `${calm} ${calm === 1 ? 'column was' : 'columns were'} stable in every window.`,
    left > 0 && `${left} more columns that drifted no more often are in the JSON report.`,
  ].filter((sentence) => sentence !== false)
  const table = () =>
    pageTable({
      label: 'Verdicts by window',
      className: 'strip',
      headings: [
        'Column',
        'Drifted',
        ...windows.map(({ index, label }) => html`<abbr title="${cut(label, longestLabel)}">${index + 1}</abbr>`),
      ],
      rows: shown.map(stripLine),
    })
  return html`${shown.length > 0 && html`${key}${table()}`}${notes.length > 0 && html`<p class="muted">${notes.join(' ')}</p>\n`}`
}

/** Verdicts by column and window; null where a window has no rows, or no such column. */
function linesOf(windows: readonly WindowResult[]): ReadonlyMap<string, Line> {
  const lines = new Map<string, (Verdict | null)[]>()
  for (const [i, { report }] of windows.entries()) {
    if (report === null) continue
    for (const { column, verdict } of [...report.columns, ...(report.target === null ? [] : [report.target]), ...report.predictions]) {
      const line = lines.get(column) ?? new Array<Verdict | null>(windows.length).fill(null)
      line[i] = verdict
      lines.set(column, line)
    }
  }
  return lines
}

const timesDrifted = (line: Line) => line.filter((verdict) => verdict === 'drifted').length

const key = html`<p class="legend muted">${Object.entries(verdictWords).map(([of, words]) => html`<b class="${of}">${words}</b> `)}</p>\n`

/** The style writes the marks, with their words for who does not see them: a cell in markup for each would be most of the page. */
function stripLine([column, line]: readonly [string, Line]): Html {
  const cells = line.map((verdict) => (verdict === null ? html`<td></td>` : html`<td class="${verdict}"></td>`))
  const judged = line.filter((verdict) => verdict !== null).length
  return html`<tr><th scope="row">${name(column)}</th><td>${timesDrifted(line)} of ${judged}</td>${cells}</tr>\n`
}
