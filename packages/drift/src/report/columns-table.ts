import { attributes, type Html, html } from '@millrace/core/html'
import type { ColumnDrift } from '../compare/drift-report.ts'
import { cellsPicture, filledCells } from './cells-picture.ts'
import { between, decimals, noFigure, percent, probability } from './figures.ts'
import { name } from './names.ts'
import { type Entry, verdict } from './verdicts.ts'

/** What a table needs to know of the page. */
export interface ColumnsTableOptions {
  /** What the table holds, for people. */
  readonly caption: string
  /** Whether a column has details to link to. */
  readonly hasDetails: (entry: Entry) => boolean
}

/** A line a column. */
export function columnsTable(entries: readonly Entry[], { caption, hasDetails }: ColumnsTableOptions): Html {
  return html`<div class="scroll" role="region" tabindex="0"${attributes({ 'aria-label': caption })}><table class="columns">
<thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>
${entries.map((entry) => html`${line(entry, hasDetails(entry))}\n`)}</tbody>
</table></div>`
}

const headings = ['Column', 'Verdict', 'Cells', 'Test', 'Statistic', 'p', 'Adjusted p', 'Effect', html`PSI <small>noise</small>`, 'Nulls']

function line({ column, number }: Entry, isLinked: boolean): Html {
  const cells = filledCells(column)
  const title = name(column.column)
  const figures = [
    verdict(column.verdict),
    cells.length > 0 && cellsPicture(cells, `c${number}`),
    testOf(column),
    between(column.statistic, column.statisticBounds, (value) => decimals(value, column.test === 'chi-square' ? 1 : 3)),
    between(column.pValue, column.pValueBounds, probability),
    between(column.adjustedPValue, column.adjustedPValueBounds, probability),
    column.effect === null ? noFigure : `${column.effect.name}\u00a0${decimals(column.effect.value, 3)}`,
    psiOf(column),
    nullsOf(column),
  ]
  return html`<tr><th scope="row">${isLinked ? html`<a href="#d${number}">${title}</a>` : title}${column.role !== 'input' && html` <small>${column.role}</small>`}</th>${figures.map((figure) => html`<td>${figure}</td>`)}</tr>`
}

function testOf({ test, degreesOfFreedom, failure }: ColumnDrift): string {
  if (failure !== null) return noFigure
  return test === 'kolmogorov-smirnov' ? 'KS' : `χ², ${degreesOfFreedom ?? noFigure} df`
}

function psiOf({ psi }: ColumnDrift): Html | string {
  if (psi === null) return noFigure
  const value = decimals(psi.value, 3)
  return html`${psi.exceeded ? html`<strong>${value}</strong>` : value} <small>${decimals(psi.noise, 3)}</small>`
}

function nullsOf({ nulls }: ColumnDrift): Html {
  const shares = `${percent(nulls.reference)} → ${percent(nulls.current)}`
  return nulls.drifted ? html`<b class="drifted"><span class="spoken">Drifted:</span> ${shares}</b>` : html`${shares}`
}
