import { entryInvalid, limitExceeded } from './tracking-errors.ts'

interface Bounded {
  readonly value: unknown
  /** Most characters. */
  readonly limit: number
}

/** Checks that a value is a text of at most so many characters. */
export function checkText(what: string, { value, limit }: Bounded): void {
  if (typeof value !== 'string') throw entryInvalid(what, { value, remedy: 'give a text' })
  if (value.length <= limit) return
  // A character may have two code units.
  const found = value.length > 2 * limit ? value.length : [...value].length
  if (found > limit) throw limitExceeded(`${what} (characters)`, { limit, found })
}

/** Checks a text that names something: not empty, and without control characters. */
export function checkName(what: string, { value, limit }: Bounded): void {
  checkText(what, { value, limit })
  if (value === '' || /[\p{Cc}\p{Surrogate}]/u.test(value as string)) {
    throw entryInvalid(what, { value, remedy: 'give at least one character, and neither control characters nor halves of surrogate pairs' })
  }
}

/** Checks an integer that every database keeps exactly. */
export function checkInteger(what: string, value: unknown): void {
  if (!Number.isSafeInteger(value)) throw entryInvalid(what, { value, remedy: 'give an integer between -(2^53 - 1) and 2^53 - 1' })
}

/** Refuses what is no lifecycle. */
export function checkLifecycle(lifecycle: unknown): void {
  if (lifecycle !== 'active' && lifecycle !== 'deleted')
    throw entryInvalid('the lifecycle', { value: lifecycle, remedy: "give 'active' or 'deleted'" })
}
