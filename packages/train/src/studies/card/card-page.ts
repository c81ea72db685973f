import { createHash } from 'node:crypto'
import { type Content, Html, html } from '@millrace/core/html'
import type { Fairness } from '../fairness/fairness.ts'
import type { CardContent } from './card-content.ts'
import { cardStyle } from './card-style.ts'
import { fairnessCells, figure, intervalOf, metricInSentence, metricName } from './card-text.ts'
import { barTable } from './charts/bars.ts'

/** A picture of a card with its heading. */
export interface CardPicture {
  readonly title: string
  readonly picture: Html
}

/** A model card as one HTML file that needs no network and no script. */
export function cardPage(card: CardContent, pictures: readonly CardPicture[]): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(cardStyle).digest('base64')}'`
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${card.title}</title>
<style>${Html.trusted(cardStyle)}</style>
</head>
<body>
<header><h1>${card.title}</h1>${card.purpose !== null && html`<p class="muted">${card.purpose}</p>`}</header>
<main>
${section('The model', facts([['Model', card.model], ['Predicts', card.predicts], ['Estimator', card.estimator], ...(card.owner === null ? [] : [['Owner', card.owner] as const])]))}
${section(`Figures on ${card.rows} held-out rows`, figures(card))}
${pictures.length > 0 && section('Pictures', html`<div class="plots">${pictures.map(({ title, picture }) => html`<figure><figcaption>${title}</figcaption>${picture}</figure>`)}</div>`)}
${card.importance.length > 0 && section('What the columns are worth', importance(card))}
${card.fairness.map(fairnessSection)}
${section('Features', html`<div class="scroll"><table><thead><tr><th scope="col">Feature</th><th scope="col">Reads</th></tr></thead><tbody>${card.features.map(({ feature, columns }) => html`<tr><th scope="row">${feature}</th><td>${columns.join(', ')}</td></tr>\n`)}</tbody></table></div>${card.monitored.length > 0 && html`<p>Validated and logged, never scored: ${card.monitored.join(', ')}.</p>`}`)}
${section('How it was trained', facts([...card.lineage, ...card.params]))}
${card.limits.length + card.warnings.length > 0 && section('Limits', html`<ul>${[...card.limits, ...card.warnings].map((limit) => html`<li>${limit}</li>`)}</ul>`)}
</main>
</body>
</html>
`
  return String(page)
}

const section = (heading: string, content: Content) => html`<section class="card"><h2>${heading}</h2>${content}</section>`

const facts = (entries: readonly (readonly [name: string, value: string])[]) =>
  html`<dl>${entries.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`

const figures = ({ metrics }: CardContent) => html`<div class="scroll"><table class="figures">
<thead><tr><th scope="col">Metric</th><th scope="col">Value</th><th scope="col">Interval</th></tr></thead>
<tbody>${metrics.map((one) => html`<tr><th scope="row">${metricName(one)}</th><td>${figure(one.value)}</td><td>${intervalOf(one)}</td></tr>\n`)}</tbody>
</table></div>`

function importance({ importance: columns, importanceMetric }: CardContent): Html {
  const name = metricInSentence(importanceMetric)
  const bars = columns.map(({ column, importance: value, lower, upper }) => ({ name: column, value, lower, upper }))
  return barTable(bars, {
    caption: `How much worse the ${name} is when a column is shuffled among the held-out rows.`,
    heading: 'Importance',
  })
}

function fairnessSection({ by, reference, groups, belowFourFifths }: Fairness): Html {
  const below = belowFourFifths.map(({ group }) => group ?? '(unknown)')
  return section(
    `Answers by ${by}`,
    html`<p>The ratio is of selection rates, to ${reference}. ${below.length > 0 && html`<span class="doubt">Below four fifths: ${below.join(', ')}.</span>`}</p>
<div class="scroll" tabindex="0" role="region" aria-label="Answers by ${by}"><table class="groups">
<thead><tr><th scope="col">${by}</th>${fairnessCells.map(([heading]) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${groups.map((one) => html`<tr><th scope="row">${one.group ?? '(unknown)'}</th>${fairnessCells.map(([, cell]) => html`<td>${cell(one)}</td>`)}</tr>\n`)}</tbody>
</table></div>`,
  )
}
