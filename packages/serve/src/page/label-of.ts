import type { ColumnSpec } from '@millrace/core'

/** A name as people write it: `Loan_Amount_Term`, `LoanAmountTerm` and `LOAN_AMOUNT_TERM` are `Loan amount term`; `Loan_ID` is `Loan ID`. */
export function labelOf(name: string): string {
  const shouts = name.length > 4 && !/\p{Ll}/u.test(name)
  const words = name
    .replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, '$1 ')
    .replace(/(\p{Lu})(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .split(/[\s_.-]+/u)
    .filter((word) => word !== '')
    .map((word) => (!shouts && /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(word) ? word : word.toLowerCase()))
  return words.length === 0 ? name : capitalized(words.join(' '))
}

/** The text with its first letter in upper case. */
export function capitalized(text: string): string {
  const [first = ''] = text
  return first.toUpperCase() + text.slice(first.length)
}

/** Labels by column: the given ones, else {@link labelOf}, unless that would call two columns the same. */
export function labelsOf(columns: readonly ColumnSpec[], given: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const derived = columns.map(({ name }) => (Object.hasOwn(given, name) ? given[name]! : labelOf(name)))
  return new Map(
    columns.map(({ name }, i) => [name, derived.indexOf(derived[i]!) === derived.lastIndexOf(derived[i]!) ? derived[i]! : name]),
  )
}
