const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/
const millisecondsPerDay = 86_400_000

/** Days since 1970-01-01 of an ISO calendar date, or NaN where the text is none (2023-02-29, 2023-1-1). */
export function parseDay(text: string): number {
  const match = dayPattern.exec(text)
  if (match === null) return Number.NaN
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  return new Date(milliseconds).getUTCDate() === Number(match[3]) ? milliseconds / millisecondsPerDay : Number.NaN
}

/** The ISO calendar date of a number of days since 1970-01-01. */
export function formatDay(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10)
}

/** Milliseconds since 1970-01-01 UTC of an ISO date and time with a zone, or NaN where the text is none. */
export function parseInstant(text: string): number {
  return instantPattern.test(text) && !Number.isNaN(parseDay(text.slice(0, 10))) ? Date.parse(text) : Number.NaN
}

/** The ISO text, in UTC with milliseconds, of an instant. */
export function formatInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
