import type { ColumnSpec } from '@millrace/core'
import { type Attributes, attributes, type Content, type Html, html } from '@millrace/core/html'
import { hintOf } from './field-hint.ts'
import type { FieldIssue } from './form-page-content.ts'

/** One field of the form. */
export interface FormField {
  /** The column. */
  readonly column: ColumnSpec
  /** Identifier of its control, or of the first one; links of the error summary lead there. */
  readonly id: string
  /** What people call it. */
  readonly label: string
  /** What was typed. */
  readonly value: string
  /** What is wrong with it. */
  readonly issues: readonly FieldIssue[]
}

/** Whether an empty field is refused. */
export function isRequired({ nullable, optional, categories }: ColumnSpec): boolean {
  return !nullable && !optional && !categories?.includes('')
}

/** Attributes of the one control of a field. */
export function controlOf(field: FormField): Attributes {
  const { column, id, issues } = field
  return {
    id,
    name: column.name,
    required: isRequired(column),
    'aria-invalid': issues.length > 0 && 'true',
    'aria-describedby': describedBy(field),
  }
}

/** The identifiers of a field's hint and problems. */
export function describedBy({ column, id, issues }: FormField): string | null {
  const parts = [hintOf(column) !== '' && `${id}-hint`, issues.length > 0 && `${id}-problem`]
  return parts.filter((part) => part !== false).join(' ') || null
}

/** A field's label, marked where it is required. */
export function titleOf({ label, column }: FormField): Html {
  return html`<span class="label">${label}</span>${isRequired(column) && html` <span class="required" aria-hidden="true">*</span>`}`
}

/** A field's hint, or nothing. */
export function hint({ column, id }: FormField): Content {
  const text = hintOf(column)
  return text !== '' && html`<span class="hint"${attributes({ id: `${id}-hint` })}>${text}</span>`
}

/** What is wrong with a field, or nothing. */
export function problem({ id, issues }: FormField): Content {
  const text = issues.map(({ message }) => message).join('; ')
  return text !== '' && html`<span class="problem"${attributes({ id: `${id}-problem` })}>Error: ${text}</span>\n`
}
