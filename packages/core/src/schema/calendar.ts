const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/
const millisecondsPerDay = 86_400_000

/** First and last day, and millisecond, of the years 0000 to 9999: what ISO text of four digits can write. */
export const calendarRange = Object.freeze({
  day: Object.freeze([-719_528, 2_932_896] as const),
  instant: Object.freeze([-62_167_219_200_000, 253_402_300_799_999] as const),
})

/**
 * Days since 1970-01-01 of an ISO calendar date, or NaN where the text is none (2023-02-29, 2023-1-1).
 *
 * @param text - `YYYY-MM-DD`, of the proleptic Gregorian calendar
 * @returns an integer, or NaN
 * @example
 * ```ts
 * import { parseDay } from '@millrace/core'
 *
 * parseDay('2024-02-29') // => 19782
 * parseDay('2023-02-29') // => NaN
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function parseDay(text: string): number {
  const match = dayPattern.exec(text)
  if (match === null) return Number.NaN
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  return new Date(milliseconds).getUTCDate() === Number(match[3]) ? milliseconds / millisecondsPerDay : Number.NaN
}

/**
 * The ISO calendar date of a number of days since 1970-01-01; years beyond four digits are written as ECMAScript does, `+010000-01-01`.
 *
 * @param day - an integer of at most 100,000,000 in size
 * @returns `YYYY-MM-DD`
 * @throws RangeError when there is no such day
 * @example
 * ```ts
 * import { formatDay } from '@millrace/core'
 *
 * formatDay(19_782) // => '2024-02-29'
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function formatDay(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, -'T00:00:00.000Z'.length)
}

/**
 * Milliseconds since 1970-01-01 UTC of an ISO date and time with a zone, or NaN where the text is none.
 *
 * @param text - `YYYY-MM-DDTHH:MM`, perhaps with seconds and a fraction, of which milliseconds count, and `Z` or an offset such as `+02:00`
 * @returns an integer, or NaN
 * @example
 * ```ts
 * import { parseInstant } from '@millrace/core'
 *
 * parseInstant('1970-01-01T02:00:01+02:00') // => 1000
 * parseInstant('1970-01-01T02:00:01') // => NaN
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function parseInstant(text: string): number {
  return instantPattern.test(text) && !Number.isNaN(parseDay(text.slice(0, 10))) ? Date.parse(text) : Number.NaN
}

/**
 * The ISO text, in UTC with milliseconds, of an instant.
 *
 * @param milliseconds - since 1970-01-01 UTC; a fraction is cut off
 * @returns `YYYY-MM-DDTHH:MM:SS.sssZ`
 * @throws RangeError when it is beyond what a `Date` can hold
 * @example
 * ```ts
 * import { formatInstant } from '@millrace/core'
 *
 * formatInstant(1000) // => '1970-01-01T00:00:01.000Z'
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function formatInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
