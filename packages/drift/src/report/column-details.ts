import { type Content, type Html, html } from '@millrace/core/html'
import type { ColumnDrift, NumberSummary, PictureCell } from '../compare/drift-report.ts'
import { filledCells, samePicture } from './cells-picture.ts'
import { between, cut, decimals, exactProbability, noFigure, percent, points, valueIn, widthIn } from './figures.ts'
import { name } from './names.ts'
import { type Entry, verdict } from './verdicts.ts'

const mostCells = 6
const longestLabel = 48

/** All that the report knows of one column, folded. */
export function columnDetails({ column, number }: Entry): Html {
  const { failure } = column
  const cells = filledCells(column)
  return html`<details id="d${number}"><summary>${name(column.column)} ${verdict(column.verdict)}</summary>
<div class="sides">
${failure !== null && html`<p class="wide">Not compared: ${cut(failure, 400)}</p>\n`}<div>
${cells.length > 0 && drawn(cells, `c${number}`)}${facts(column)}
</div>
<div>
${moved(cells)}${summaries(column)}
</div>
</div>
</details>
`
}

function drawn(cells: readonly PictureCell[], id: string): Html {
  const [first, last] = [cells[0]!, cells.at(-1)!]
  return html`${samePicture(cells, id)}
<p class="ends"><bdi>${cut(first.label, longestLabel)}</bdi>${cells.length > 1 && html` <bdi>${cut(last.label, longestLabel)}</bdi>`}</p>
`
}

function facts(column: ColumnDrift): Html {
  const { pValue, pValueBounds, adjustedPValue, adjustedPValueBounds, effect, psi, nulls, unseen } = column
  const all: readonly (readonly [string, Content])[] = [
    ['Kind', column.kind],
    ['Test', `${column.test}, ${methods[column.method]}`],
    ['p', between(pValue, pValueBounds, exactProbability)],
    ['Adjusted p', between(adjustedPValue, adjustedPValueBounds, exactProbability)],
    ['Effect', effect !== null && `${effect.name} = ${decimals(effect.value, 4)}, drift from ${effect.floor} on`],
    ['PSI', psi !== null && psiInWords(psi)],
    [
      'Nulls',
      `${percent(nulls.reference)} → ${percent(nulls.current)}${nulls.adjustedPValue === null ? '' : `, adjusted p ${exactProbability(nulls.adjustedPValue)}`}`,
    ],
    [
      'New values',
      unseen.count !== null &&
        unseen.count > 0 &&
        html`${unseen.count.toLocaleString('en')} (${percent(unseen.share)})${examples(unseen.values)}`,
    ],
  ]
  return html`<dl>${all.map(([term, what]) => what !== false && html`<dt>${term}</dt><dd>${what}</dd>`)}</dl>`
}

const methods = { exact: 'exact law', asymptotic: 'limit law', permutation: 'permutations', table: 'published table', cells: 'bounds from the cells' } as const

function psiInWords({ value, noise, threshold, exceeded }: NonNullable<ColumnDrift['psi']>): string {
  return `${decimals(value, 4)}, ${exceeded ? 'above' : 'not above'} both ${threshold} and its noise ${decimals(noise, 4)}`
}

const examples = (values: readonly (string | number)[]) =>
  values.length > 0 && [': ', values.map((value, i) => html`${i > 0 && ', '}<bdi>${cut(String(value), longestLabel)}</bdi>`)]

/** The cells whose shares changed most. */
function moved(cells: readonly PictureCell[]): Content {
  const change = ({ reference, current }: PictureCell) => (current ?? reference) - reference
  const most = cells
    .filter(({ current }) => current !== null)
    .toSorted((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
    .slice(0, mostCells)
  if (most.length === 0) return null
  const lines = most.map(
    (cell) =>
      html`<tr><th>${cut(cell.label, longestLabel)}</th><td>${percent(cell.reference)}</td><td>${percent(cell.current)}</td><td>${points(change(cell))}</td></tr>\n`,
  )
  return html`<table>
<thead><tr><th>${most.length < cells.length ? 'Moved most' : 'Cell'}</th><th>Reference</th><th>Current</th><th>Points</th></tr></thead>
<tbody>
${lines}</tbody></table>
`
}

function summaries({ kind, picture: { reference, current } }: ColumnDrift): Content {
  if (reference === null && current === null) return null
  const line = (title: string, write: (of: NumberSummary) => string) =>
    html`<tr><th>${title}</th>${[reference, current].map((side) => html`<td>${side === null ? noFigure : write(side)}</td>`)}</tr>\n`
  const quantiles = ['5 %', '25 %', 'Median', '75 %', '95 %'].map((title, i) => line(title, (of) => valueIn(kind, of.quantiles[i]!)))
  return html`<table>
<thead><tr><th>Values</th><th>Reference</th><th>Current</th></tr></thead>
<tbody>
${line('Mean', (of) => valueIn(kind, of.mean))}${line('Standard deviation', (of) => widthIn(kind, of.deviation))}${line('Least', (of) => valueIn(kind, of.minimum))}${quantiles}${line('Greatest', (of) => valueIn(kind, of.maximum))}</tbody></table>
`
}
