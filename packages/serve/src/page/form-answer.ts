import { attributes, type Content, type Html, html } from '@millrace/core/html'
import { servedKindOf } from '../kinds/served-kinds.ts'
import type { PredictionReason } from '../predict/prediction-answer.ts'
import { spoken } from './field-choices.ts'
import type { FormField } from './form-field.ts'
import type { FormAnswer, FormPageContent } from './form-page-content.ts'

/** How many reasons are shown at once. */
const shownReasons = 6

/** The answer: decision or prediction, how sure it is, what spoke for and against, and where it comes from. */
export function renderAnswer(answer: FormAnswer, content: FormPageContent, fields: readonly FormField[]): Html {
  const { prediction } = answer
  const { target } = content.model.definition
  const kind = servedKindOf(target)
  const isDecided = 'decision' in prediction
  return html`<section class="card" tabindex="-1" autofocus aria-labelledby="decision">
<h2 class="decision" id="decision"><span class="eyebrow">${isDecided ? 'Decision' : 'Prediction'}</span> ${kind.verdict(prediction)}</h2>
${kind.details(prediction, target)}
${answer.reasons.length > 0 && reasons(answer.reasons, { subject: kind.subject(prediction, target), fields })}${origin(answer, content)}
</section>
`
}

interface ReasonContext {
  /** What reasons speak for; null where they raise or lower a number. */
  readonly subject: string | null
  readonly fields: readonly FormField[]
}

function reasons(all: readonly PredictionReason[], context: ReasonContext): Html {
  const scale = Math.max(...all.map(({ contribution }) => Math.abs(contribution))) || 1
  const items = all.map((reason) => reasonItem(reason, { ...context, scale }))
  const shown = Math.min(shownReasons, all.filter(({ contribution }) => Math.abs(contribution) >= 0.005).length || 1)
  const rest = items.slice(shown)
  return html`<h3>${context.subject === null ? 'What raised and lowered the number' : `What counted for and against “${context.subject}”`}</h3>
<p class="hint">In units of the score, compared with the average of the rows that the model learnt from.</p>
<ul class="reasons">${items.slice(0, shown)}</ul>
${rest.length > 0 && html`<details><summary>${rest.length === 1 ? 'One more, smaller' : `${rest.length} more, each smaller`}</summary><ul class="reasons">${rest}</ul></details>\n`}`
}

function reasonItem(
  { columns, contribution }: PredictionReason,
  { fields, scale, subject }: ReasonContext & { readonly scale: number },
): Html {
  const size = Math.abs(contribution)
  const length = (50 * size) / scale
  const rounded = size.toFixed(2)
  const sign = rounded === '0.00' ? '' : contribution > 0 ? '+' : '−'
  const effect = effectOf(contribution, { isHardly: sign === '', isPlural: columns.length > 1, isNumber: subject === null })
  const bar = {
    class: contribution > 0 ? 'positive' : 'negative',
    x: `${(contribution > 0 ? 50 : 50 - length).toFixed(2)}%`,
    width: `${length.toFixed(2)}%`,
  }
  return html`<li><span>${listed(columns, fields)} ${effect}</span> <svg aria-hidden="true"><rect${attributes(bar)} height="100%"/><rect class="axis" x="50%" y="-4" width="1" height="20"/></svg> <span class="amount">${sign}${rounded}</span></li>`
}

interface Effect {
  readonly isHardly: boolean
  readonly isPlural: boolean
  readonly isNumber: boolean
}

function effectOf(contribution: number, { isHardly, isPlural, isNumber }: Effect): string {
  const ending = isPlural ? '' : 's'
  if (isHardly) return `hardly count${ending}`
  if (isNumber) return contribution > 0 ? `raise${ending} it` : `lower${ending} it`
  return `count${ending} ${contribution > 0 ? 'for' : 'against'}`
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
