import type { ColumnSpec } from '@millrace/core'
import { attributes, type Html, html } from '@millrace/core/html'
import { controlOf, describedBy, type FormField, isRequired, problem, titleOf } from './form-field.ts'

/** One value to choose. */
export interface Choice {
  /** As it is sent. */
  readonly value: string
  /** As it is read. */
  readonly text: string
}

/** The values to choose from, the unknown last; null where a column has no list of them. */
export function choicesOf(column: ColumnSpec): readonly Choice[] | null {
  const known = knownChoices(column)
  if (known === null || isRequired(column) || known.some(({ value }) => value === '')) return known
  const isTaken = known.some(({ text }) => text.toLowerCase() === 'unknown')
  return [...known, { value: '', text: isTaken ? 'No answer' : 'Unknown' }]
}

function knownChoices({ kind, categories, allowed }: ColumnSpec): readonly Choice[] | null {
  if (kind === 'boolean')
    return (allowed ?? [1, 0]).map((value) => (value === 1 ? { value: 'true', text: 'Yes' } : { value: 'false', text: 'No' }))
  if (kind === 'day' || kind === 'instant') return null
  return (categories ?? allowed)?.map((value) => ({ value: String(value), text: value === '' ? '(empty)' : String(value) })) ?? null
}

/** What was typed or chosen, as a person says it. */
export function spoken({ column, value }: FormField): string {
  return knownChoices(column)?.find((choice) => choice.value === value)?.text ?? (value.trim() || 'unknown')
}

/** A list to choose from, closed. */
export function select(field: FormField, choices: readonly Choice[]): Html {
  const isGiven = choices.some(({ value }) => value === field.value)
  const options = choices.map(({ value, text }) => html`<option${attributes({ value, selected: value === field.value })}>${text}</option>`)
  return html`<select${attributes(controlOf(field))}>${!isGiven && html`<option value="" selected>Choose …</option>`}${options}</select>`
}

/** A group of radio buttons, all in sight. */
export function radios(field: FormField, choices: readonly Choice[]): Html {
  const { column, id, issues } = field
  const required = isRequired(column)
  const options = choices.map(({ value, text }, i) => {
    const own = { type: 'radio', name: column.name, id: i === 0 ? id : `${id}-${i}`, value, checked: value === field.value, required }
    return html`<label class="choice"><input${attributes(own)}> ${text}</label>`
  })
  const group = {
    role: 'radiogroup',
    'aria-required': required && 'true',
    'aria-invalid': issues.length > 0 && 'true',
    'aria-describedby': describedBy(field),
  }
  return html`<div${attributes({ class: issues.length > 0 && 'invalid' })}><fieldset${attributes(group)}>
<legend>${titleOf(field)}</legend>
${problem(field)}<div class="choices">${options}</div>
</fieldset></div>`
}
