import { html } from '@millrace/core/html'
import { capitalized } from '../page/label-of.ts'
import { percent, probabilityBar } from '../page/probability-bar.ts'
import { quote } from './quote.ts'
import { labelFault, number, optionalColumn, probability, type ServedKind, text } from './served-kind.ts'

/** One of two labels. */
export const servedBinary: ServedKind<'binary'> = {
  write({ score, probability, label, decision, reason }) {
    let text = `"score":${score},"probability":${probability},"label":${quote(label)}`
    if (decision !== undefined) text += `,"decision":${quote(decision)}`
    if (reason !== undefined) text += `,"reason":${quote(reason)}`
    return text
  },
  isFinite: ({ score, probability }) => Number.isFinite(score) && Number.isFinite(probability),
  counted: ({ label, decision = '', probability }) => ({ label: String(label), decision, probability }),
  predictionSchema: ({ positive, negative }) => ({
    score: { ...number, description: 'Output of the estimator.' },
    probability: { ...probability, description: `Probability of ${JSON.stringify(positive)}.` },
    label: { enum: [negative, positive] },
    'decision?': { ...text, description: 'The answer of the policy.' },
    'reason?': { ...text, description: "The reason of the policy's rule." },
  }),
  actualSchema: ({ positive, negative }) => ({ enum: [negative, positive] }),
  actualFault: ({ positive, negative }, actual) => labelFault([negative, positive], actual),
  logged: ({ label }) => [
    { spec: optionalColumn({ name: 'score', kind: 'number' }), valueIn: ({ score }) => score },
    { spec: optionalColumn({ name: 'probability', kind: 'number' }), valueIn: ({ probability }) => probability },
    { spec: { ...label, ...optionalColumn({ name: 'label', kind: label.kind }) }, valueIn: ({ label }) => label },
    { spec: optionalColumn({ name: 'decision', kind: 'string' }), valueIn: ({ decision }) => decision },
    { spec: optionalColumn({ name: 'reason', kind: 'string' }), valueIn: ({ reason }) => reason },
  ],
  verdict: ({ decision, label }) => capitalized(decision ?? String(label)),
  subject: (_, { positive }) => String(positive),
  details({ probability, label, reason }, { positive, threshold }) {
    return html`${reason !== undefined && html`<p class="reason">${sentence(reason)}</p>\n`}<p class="chance"><span>Probability of “${String(positive)}”</span> <strong>${percent(probability)}</strong></p>
${probabilityBar(probability, threshold)}
<p class="hint">The model says “${String(label)}”: from ${percent(threshold)} on, marked by the line, it says “${String(positive)}”.</p>`
  },
}

const sentence = (text: string) => capitalized(text) + (/[.!?]$/.test(text) ? '' : '.')
