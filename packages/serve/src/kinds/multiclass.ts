import { html } from '@millrace/core/html'
import { capitalized } from '../page/label-of.ts'
import { percent, probabilityBar } from '../page/probability-bar.ts'
import { quote } from './quote.ts'
import { labelFault, optionalColumn, probability, type ServedKind } from './served-kind.ts'

/** How many classes are shown at once. */
const shownClasses = 8

/** One of several labels. */
export const servedMulticlass: ServedKind<'multiclass'> = {
  write({ label, probability, probabilities }) {
    const all = probabilities.map((each) => `{"label":${quote(each.label)},"probability":${each.probability}}`)
    return `"label":${quote(label)},"probability":${probability},"probabilities":[${all.join()}]`
  },
  isFinite: ({ probabilities }) => probabilities.every(({ probability }) => Number.isFinite(probability)),
  counted: ({ label, probability }) => ({ label: String(label), decision: '', probability }),
  predictionSchema: ({ classes }) => ({
    label: { enum: [...classes], description: 'The most probable label.' },
    probability: { ...probability, description: 'Probability of the label.' },
    probabilities: {
      type: 'array',
      minItems: classes.length,
      maxItems: classes.length,
      description: 'The probability of each label.',
      items: { type: 'object', properties: { label: { enum: [...classes] }, probability }, required: ['label', 'probability'] },
    },
  }),
  actualSchema: ({ classes }) => ({ enum: [...classes] }),
  actualFault: ({ classes }, actual) => labelFault(classes, actual),
  logged: ({ label, target }) => [
    ...target.classes.map((own, index) => ({
      spec: optionalColumn({ name: `probability:${index}`, kind: 'number' }),
      valueIn: ({ probabilities }: { readonly probabilities?: readonly { readonly label: unknown; readonly probability: number }[] }) =>
        probabilities?.find((each) => each.label === own)?.probability,
    })),
    { spec: optionalColumn({ name: 'probability', kind: 'number' }), valueIn: ({ probability }) => probability },
    { spec: { ...label, ...optionalColumn({ name: 'label', kind: label.kind }) }, valueIn: ({ label }) => label },
  ],
  verdict: ({ label }) => capitalized(String(label)),
  subject: ({ label }) => String(label),
  details({ probabilities }) {
    const items = [...probabilities]
      .sort((a, b) => b.probability - a.probability)
      .map(
        ({ label, probability }) =>
          html`<li><p class="chance"><span>${String(label)}</span> <strong>${percent(probability)}</strong></p>${probabilityBar(probability)}</li>`,
      )
    const rest = items.slice(shownClasses)
    return html`<h3>How probable each label is</h3>
<ul class="classes">${items.slice(0, shownClasses)}</ul>
${rest.length > 0 && html`<details><summary>${rest.length === 1 ? 'One more, less probable' : `${rest.length} more, each less probable`}</summary><ul class="classes">${rest}</ul></details>`}`
  },
}
