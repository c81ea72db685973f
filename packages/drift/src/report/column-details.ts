import { attributes, type Content, type Html, html } from '@millrace/core/html'
import type { NumberSummary } from '../compare/column-picture.ts'
import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import { explainVerdict } from './explain-verdict.ts'
import { amount, between, decimals, exactProbability, labelIn, noFigure, percent, valueIn, widthIn } from './figures.ts'
import { name } from './names.ts'
import { psiTable } from './psi-table.ts'
import { samePicture } from './shape-picture.ts'
import { testWords } from './test-words.ts'
import { asksForAttention, type Entry, verdict } from './verdicts.ts'

const longestLabel = 48
const longestWarning = 240

/** How much of a column is told. */
type DetailLevel = 'full' | 'short' | 'brief'

/** Less than full leaves out the table of values, brief all but a few bands and the chief facts. */
const levels: Readonly<Record<DetailLevel, { readonly bands: number; readonly hasValues: boolean; readonly hasAllFacts: boolean }>> = {
  full: { bands: Number.POSITIVE_INFINITY, hasValues: true, hasAllFacts: true },
  short: { bands: 12, hasValues: false, hasAllFacts: true },
  brief: { bands: 5, hasValues: false, hasAllFacts: false },
}

/** All that the report knows of one column, folded. The identifier is within, so that following a link to it unfolds it. */
export function columnDetails(
  { column, number }: Entry,
  { report, level }: { readonly report: DriftReport; readonly level: DetailLevel },
): Html {
  const picture = samePicture(column, `c${number}`)
  const { bands, hasValues, hasAllFacts } = levels[level]
  return html`<details${attributes({ class: asksForAttention(column) && 'told' })}><summary>${name(column.column)} ${verdict(column.verdict)}</summary>
<div class="sides" id="d${number}">
<p class="wide">${explainVerdict(column, report)}</p>
<div>
${picture !== null && html`${picture}\n${ends(column)}`}${facts(column, hasAllFacts)}${warnings(column)}
</div>
${block(psiTable(column, bands))}${hasValues && block(summaries(column))}</div>
</details>
`
}

const block = (content: Content) => content !== null && html`<div>\n${content}</div>\n`

function ends({ kind, picture: { histogram, cells } }: ColumnDrift): Html {
  const labels = histogram === null ? [cells[0]!.label, cells.at(-1)!.label] : [valueIn(kind, histogram.from), valueIn(kind, histogram.to)]
  const distinct = histogram === null && cells.length === 1 ? labels.slice(0, 1) : labels
  return html`<p class="ends">${distinct.map((label) => html`<bdi>${labelIn(kind, label, longestLabel)}</bdi> `)}</p>
`
}

const chiefFacts: ReadonlySet<string> = new Set(['Adjusted p', 'Effect', 'PSI', 'Nulls'])

function facts(column: ColumnDrift, hasAll: boolean): Html {
  const { pValue, pValueBounds, adjustedPValue, adjustedPValueBounds, effect, psi, nulls, unseen } = column
  const all: readonly (readonly [string, Content])[] = [
    ['Kind', column.kind],
    ['Test', column.statistic !== null && `${testWords[column.test].full}${column.method === null ? '' : `, ${methods[column.method]}`}`],
    ['Statistic', column.statistic !== null && statisticOf(column)],
    ['p', pValue !== null && bounded(pValue, pValueBounds)],
    ['Adjusted p', adjustedPValue !== null && bounded(adjustedPValue, adjustedPValueBounds)],
    ['Effect', effect !== null && `${effect.name} = ${decimals(effect.value, 4)}, drift from ${effect.floor} on`],
    [
      'Importance',
      column.importance !== null && `${percent(column.importance)}${column.impact === null ? '' : `, impact ${amount(column.impact)}`}`,
    ],
    ['PSI', psi !== null && psiInWords(psi)],
    [
      'Nulls',
      `${percent(nulls.reference)} → ${percent(nulls.current)}${nulls.adjustedPValue === null ? '' : `, adjusted p ${exactProbability(nulls.adjustedPValue)}`}`,
    ],
    [
      'New values',
      unseen.count !== null &&
        unseen.count > 0 &&
        html`${unseen.count.toLocaleString('en')} (${percent(unseen.share)})${examples(column.kind, unseen.values)}`,
    ],
  ]
  const told = all.filter(([term, what]) => what !== false && (hasAll || chiefFacts.has(term)))
  return html`<dl>${told.map(([term, what]) => html`<dt>${term}</dt><dd>${what}</dd>`)}</dl>`
}

/** With a word between the bounds: a dash is taken for the minus of an exponent. */
const bounded = (value: number, bounds: ColumnDrift['pValueBounds']) => between(value, bounds, exactProbability).replace('–', ' to ')

const methods = {
  exact: 'exact law',
  asymptotic: 'limit law',
  permutation: 'permutations',
  table: 'published table',
  cells: 'bounds from the cells',
} as const

function statisticOf({ statistic, statisticBounds, degreesOfFreedom, noise }: ColumnDrift): string {
  const freedom = degreesOfFreedom === null ? '' : `, ${degreesOfFreedom} degrees of freedom`
  return `${between(statistic, statisticBounds, amount)}${freedom}${noise === null ? '' : `, without drift below ${amount(noise)}`}`
}

function psiInWords({ value, noise, threshold, exceeded, bands }: NonNullable<ColumnDrift['psi']>): string {
  const digests = bands.length === 0 ? ', over digests of the values, which are too many to name' : ''
  return `${decimals(value, 4)}, ${exceeded ? 'above' : 'not above'} both ${threshold} and its noise ${decimals(noise, 4)}${digests}`
}

const examples = (kind: ColumnDrift['kind'], values: readonly (string | number)[]) =>
  values.length > 0 && [
    ': ',
    values.map(
      (value, i) =>
        html`${i > 0 && ', '}<bdi>${labelIn(kind, String(typeof value === 'number' ? Number(value.toPrecision(8)) : value), longestLabel)}</bdi>`,
    ),
  ]

const warnings = ({ warnings: sentences }: ColumnDrift) =>
  sentences.length > 0 && html`\n<ul class="warnings">${sentences.map((sentence) => html`<li>${name(sentence, longestWarning)}</li>`)}</ul>`

function summaries({ kind, picture: { reference, current } }: ColumnDrift): Content {
  if (reference === null && current === null) return null
  const line = (title: string, write: (of: NumberSummary) => string) =>
    html`<tr><th>${title}</th>${[reference, current].map((side) => html`<td>${side === null ? noFigure : write(side)}</td>`)}</tr>\n`
  const quantiles = ['5 %', '25 %', 'Median', '75 %', '95 %'].map((title, i) => line(title, (of) => valueIn(kind, of.quantiles[i]!)))
  return html`<table>
<thead><tr><th scope="col">Values</th><th scope="col">Reference</th><th scope="col">Current</th></tr></thead>
<tbody>
${line('Mean', (of) => valueIn(kind, of.mean))}${line('Standard deviation', (of) => widthIn(kind, of.deviation))}${line('Least', (of) => valueIn(kind, of.minimum))}${quantiles}${line('Greatest', (of) => valueIn(kind, of.maximum))}</tbody></table>
`
}
