import { type ColumnSpec, compileCheck, fromPhysical, isText, type PhysicalValue, parseDay, parseInstant } from '@millrace/core'
import type { FieldIssue } from './form-page-content.ts'

/** Most characters that are read of a field whose column has no limit of its own. */
export const longestText = 1000

/**
 * A form, read.
 *
 * @category Form
 * @since 0.1.0
 */
export interface FormReading {
  /** Typed values by column; a column with an issue, or an optional one left empty, has none. */
  readonly row: Readonly<Record<string, unknown>>
  /** What was typed, by column. */
  readonly values: ReadonlyMap<string, string>
  /** What is wrong, at most one issue a column. */
  readonly issues: readonly FieldIssue[]
}

/**
 * Reads what a person typed into typed values.
 *
 * Fields that no column has are ignored. An empty field is null where the column is nullable, is left out where it is optional, and is an issue otherwise. Numbers
 * have a decimal point and no separators; instants without a zone are UTC.
 *
 * @param form - the fields, as sent; anything is allowed
 * @param columns - the columns to read, inputs and monitored ones
 * @returns the row that the model can score if there are no issues; bad input never throws
 * @example
 * ```ts
 * import { readForm } from '@millrace/serve'
 *
 * const columns = [{ name: 'income', kind: 'number', nullable: false, optional: false, minimum: 0 }] as const
 * readForm(new URLSearchParams('income=4000.5'), columns).row // => { income: 4000.5 }
 * readForm(new URLSearchParams('income=4000,5'), columns).issues.length // => 1
 * ```
 * @category Form
 * @since 0.1.0
 */
export function readForm(form: URLSearchParams, columns: readonly ColumnSpec[]): FormReading {
  const fields = new Map<string, string[]>(columns.map(({ name }) => [unified(name), []]))
  for (const [name, text] of form) fields.get(unified(name))?.push(text)
  const row: [string, unknown][] = []
  const values = new Map<string, string>()
  const issues: FieldIssue[] = []
  for (const column of new Map(columns.map((each) => [each.name, each])).values()) {
    const { name } = column
    const texts = fields.get(unified(name))!
    const text = texts[0] ?? ''
    const limit = column.maxLength ?? longestText
    const reading =
      texts.length > 1
        ? refused('given more than once')
        : text.length > limit
          ? refused(`longer than ${limit} characters`)
          : read(column, text)
    values.set(name, text.slice(0, limit))
    if (reading.message !== undefined) issues.push({ column: name, message: reading.message })
    else if (reading.value !== undefined) row.push([name, reading.value])
  }
  // fromEntries defines its keys, so that a column called __proto__ is a column.
  return { row: Object.fromEntries(row), values, issues }
}

type Reading = { readonly message: string } | { readonly message?: never; readonly value: unknown }

const refused = (message: string): Reading => ({ message })

function read(column: ColumnSpec, typed: string): Reading {
  const text = isText(column.kind) ? typed : typed.trim()
  if (text === '' && !column.categories?.includes('')) {
    if (column.nullable) return { value: null }
    return column.optional ? { value: undefined } : refused('a value is required')
  }
  const value = parse(column, text)
  if (typeof value === 'object') return value
  const reason = compileCheck(column)(value)
  return reason === null ? { value: fromPhysical(column, value) } : refused(reason)
}

function parse({ kind, categories }: ColumnSpec, text: string): NonNullable<PhysicalValue> | Reading {
  if (isText(kind)) return categories?.find((category) => unified(category) === unified(text)) ?? text
  if (kind === 'boolean') return text === 'true' ? 1 : text === 'false' ? 0 : refused('not yes or no')
  if (kind === 'day') return known(parseDay(text), 'not a date; write it as YYYY-MM-DD')
  if (kind === 'instant') return known(parseInstant(zoned(text)), 'not a date and time; write it as YYYY-MM-DDTHH:MM, in UTC')
  if (decimal.test(text)) return Number(text) + 0
  return refused(
    /^[+-]?\d[\d\s.,'’_]*$/.test(text) ? 'not a plain number; use a point for decimals and no separators: 1234.5' : 'not a number',
  )
}

/** Browsers send line ends as CRLF, whatever they were in the page. */
const unified = (text: string) => text.replace(/\r\n?/g, '\n')

const decimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

const zoned = (text: string) => (/(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`)

const known = (value: number, otherwise: string): number | Reading => (Number.isNaN(value) ? refused(otherwise) : value)
