import { attributes, type Content, type Html, html } from '@millrace/core/html'
import type { PredictionReason } from '../predict/prediction-answer.ts'
import { spoken } from './field-choices.ts'
import type { FormField } from './form-field.ts'
import type { FormAnswer, FormPageContent } from './form-page-content.ts'
import { capitalized } from './label-of.ts'

/** What is said of the model's answer at first sight: the decision, or else the label. */
export function verdictOf({ prediction }: FormAnswer): string {
  return capitalized(prediction.decision ?? String(prediction.label))
}

/** How many reasons are shown at once. */
const shownReasons = 6

/** The answer: decision, probability, what spoke for and against, and where it comes from. */
export function renderAnswer(answer: FormAnswer, content: FormPageContent, fields: readonly FormField[]): Html {
  const { prediction } = answer
  const { positive } = content.model.definition.target
  return html`<section class="card" tabindex="-1" autofocus aria-labelledby="decision">
<h2 class="decision" id="decision"><span class="eyebrow">${prediction.decision === undefined ? 'Prediction' : 'Decision'}</span> ${verdictOf(answer)}</h2>
${prediction.reason !== undefined && html`<p class="reason">${sentence(prediction.reason)}</p>\n`}${probability(answer, content)}
${answer.reasons.length > 0 && reasons(answer.reasons, { positive: String(positive), fields })}${origin(answer, content)}
</section>
`
}

const sentence = (text: string) => capitalized(text) + (/[.!?]$/.test(text) ? '' : '.')

function probability({ prediction }: FormAnswer, { model }: FormPageContent): Html {
  const { positive, threshold } = model.definition.target
  const place = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`
  return html`<p class="chance"><span>Probability of “${String(positive)}”</span> <strong>${percent(prediction.probability)}</strong></p>
<svg class="probability" aria-hidden="true"><rect class="track" width="100%" height="100%" rx="3"/><rect class="value"${attributes({ width: place(prediction.probability) })} height="100%" rx="3"/><rect class="mark"${attributes({ x: place(threshold) })} y="-3" width="2" height="18"/></svg>
<p class="hint">The model says “${String(prediction.label)}”: from ${percent(threshold)} on, marked by the line, it says “${String(positive)}”.</p>`
}

function percent(share: number): string {
  if (share > 0.9995 && share < 1) return 'above 99.9 %'
  if (share < 0.0005 && share > 0) return 'below 0.1 %'
  return `${(100 * share).toFixed(1).replace(/\.0$/, '')} %`
}

interface ReasonContext {
  readonly positive: string
  readonly fields: readonly FormField[]
}

function reasons(all: readonly PredictionReason[], context: ReasonContext): Html {
  const scale = Math.max(...all.map(({ contribution }) => Math.abs(contribution))) || 1
  const items = all.map((reason) => reasonItem(reason, { ...context, scale }))
  const shown = Math.min(shownReasons, all.filter(({ contribution }) => Math.abs(contribution) >= 0.005).length || 1)
  const rest = items.slice(shown)
  return html`<h3>What counted for and against “${context.positive}”</h3>
<p class="hint">In units of the score, compared with the average of the rows that the model learnt from.</p>
<ul class="reasons">${items.slice(0, shown)}</ul>
${rest.length > 0 && html`<details><summary>${rest.length === 1 ? 'One more, smaller' : `${rest.length} more, each smaller`}</summary><ul class="reasons">${rest}</ul></details>\n`}`
}

function reasonItem({ columns, contribution }: PredictionReason, { fields, scale }: ReasonContext & { readonly scale: number }): Html {
  const size = Math.abs(contribution)
  const length = (50 * size) / scale
  const rounded = size.toFixed(2)
  const sign = rounded === '0.00' ? '' : contribution > 0 ? '+' : '−'
  const verb = columns.length > 1 ? 'count' : 'counts'
  const effect = sign === '' ? `hardly ${verb}` : `${verb} ${contribution > 0 ? 'for' : 'against'}`
  const bar = {
    class: contribution > 0 ? 'positive' : 'negative',
    x: `${(contribution > 0 ? 50 : 50 - length).toFixed(2)}%`,
    width: `${length.toFixed(2)}%`,
  }
  return html`<li><span>${listed(columns, fields)} ${effect}</span> <svg aria-hidden="true"><rect${attributes(bar)} height="100%"/><rect class="axis" x="50%" y="-4" width="1" height="20"/></svg> <span class="amount">${sign}${rounded}</span></li>`
}

function listed(columns: readonly string[], fields: readonly FormField[]): Content {
  return columns.map((name, i) => {
    const field = fields.find(({ column }) => column.name === name)
    const joint = i === 0 ? '' : i === columns.length - 1 ? ' and ' : ', '
    return html`${joint}${field?.label ?? name} <b>${field === undefined ? 'unknown' : spoken(field)}</b>`
  })
}

function origin({ id }: FormAnswer, { served }: FormPageContent): Html {
  const rows = [
    ['Model', served.model],
    ['Version', served.version],
    ['Alias', served.alias],
    ['Prediction', id],
  ] as const
  return html`<dl>${rows.map(([name, value]) => value !== null && html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}
