import { type ColumnSpec, formatDay, formatInstant } from '@millrace/core'
import { type Attributes, attributes, type Html, html } from '@millrace/core/html'
import { choicesOf, radios, select } from './field-choices.ts'
import { controlOf, type FormField, hint, problem, titleOf } from './form-field.ts'
import { longestText } from './read-form.ts'

/** The most choices that are all in sight, the unknown among them; more go into a list. */
const shownChoices = 4

/** A label with its control, hint and problems. */
export function renderField(field: FormField): Html {
  const choices = choicesOf(field.column)
  if (choices === null)
    return labelled(field, html`<input${attributes({ ...inputOf(field.column), ...controlOf(field), value: field.value })}>`)
  return choices.length <= shownChoices ? radios(field, choices) : labelled(field, select(field, choices))
}

function labelled(field: FormField, control: Html): Html {
  return html`<div${attributes({ class: field.issues.length > 0 && 'invalid' })}>
<div class="line"><label${attributes({ for: field.id })}>${titleOf(field)}</label> ${hint(field)}</div>
${problem(field)}${control}
</div>`
}

function inputOf(column: ColumnSpec): Attributes {
  const { kind, minimum, maximum, minLength, maxLength = longestText } = column
  if (kind === 'string') return { type: 'text', minlength: minLength, maxlength: maxLength }
  if (kind === 'day') return { type: 'date', min: bound(formatDay, minimum), max: bound(formatDay, maximum) }
  if (kind === 'instant') return { type: 'datetime-local', min: bound(minuteOf, minimum), max: bound(minuteOf, maximum) }
  // A text field, so that what is no number comes back as it was typed; keypads of decimals have no minus sign.
  const keypad = (column.minimum ?? column.exclusiveMinimum ?? -1) < 0 ? 'text' : kind === 'integer' ? 'numeric' : 'decimal'
  return { type: 'text', inputmode: keypad, autocomplete: 'off', class: 'number' }
}

const bound = (format: (value: number) => string, value: number | undefined) => (value === undefined ? undefined : format(value))

const minuteOf = (milliseconds: number) => formatInstant(milliseconds).slice(0, 'YYYY-MM-DDTHH:MM'.length)
