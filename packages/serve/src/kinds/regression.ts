import { html } from '@millrace/core/html'
import { capitalized, labelOf } from '../page/label-of.ts'
import { number, optionalColumn, type ServedKind } from './served-kind.ts'

const format = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 })

/** A number. */
export const servedRegression: ServedKind<'regression'> = {
  write: ({ value }) => `"value":${value}`,
  isFinite: ({ value }) => Number.isFinite(value),
  counted: () => ({ label: '', decision: '', probability: null }),
  predictionSchema: ({ column }) => ({ value: { ...number, description: `What is expected of ${column}.` } }),
  actualSchema: () => number,
  actualFault: (_, actual) => (typeof actual === 'number' && Number.isFinite(actual) ? null : 'not a finite number'),
  logged: () => [{ spec: optionalColumn({ name: 'value', kind: 'number' }), valueIn: ({ value }) => value }],
  verdict: ({ value }) => format.format(value),
  subject: () => null,
  details: (_, { column }) => html`<p class="hint">What the model expects of “${capitalized(labelOf(column))}”.</p>`,
}
