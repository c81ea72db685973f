import { type ColumnKind, formatDay, formatInstant } from '@millrace/core'
import type { Bounds } from '../compare/drift-report.ts'

/** What stands where there is no figure. */
export const noFigure = '–'

/** A fixed number of decimals with a minus sign, or a dash. */
export function decimals(value: number | null, places: number): string {
  return value === null ? noFigure : signed(value.toFixed(places))
}

/** A probability in four decimals; smaller ones are said to be so. */
export function probability(value: number | null): string {
  if (value === null) return noFigure
  return value < 1e-4 ? '<0.0001' : value.toFixed(4)
}

/** A probability as exact as it is of use: `0.0312`, `3.1e-19`. */
export function exactProbability(value: number): string {
  return value === 0 || value >= 1e-4 ? value.toFixed(4) : signed(value.toExponential(1))
}

/** Least and greatest of a figure, or the figure where it is known. */
export function between(value: number | null, bounds: Bounds | null, write: (value: number) => string): string {
  if (value === null) return noFigure
  if (bounds === null) return write(value)
  const [lower, upper] = [write(bounds.lower), write(bounds.upper)]
  return lower === upper ? lower : `${lower}–${upper}`
}

/** A share in percent with one decimal; what would look like none or all is said to be almost so. */
export function percent(share: number | null): string {
  if (share === null) return noFigure
  if (share > 0 && share < 0.0005) return '<0.1 %'
  if (share < 1 && share > 0.9995) return '>99.9 %'
  return `${(100 * share).toFixed(1)} %`
}

/** A change of shares, in percentage points. */
export function points(change: number): string {
  const written = (100 * change).toFixed(1)
  return change > 0 && written !== '0.0' ? `+${written}` : written === '-0.0' ? '0.0' : signed(written)
}

const plain = /* @__PURE__ */ new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })

/** A number of four digits: `5,849`, `0.0213`, `1.2e+30`. */
export function amount(value: number): string {
  const size = Math.abs(value)
  return signed(size !== 0 && (size < 1e-4 || size >= 1e12) ? value.toExponential(2) : plain.format(value))
}

/** A value of a column, as its kind is written. */
export function valueIn(kind: ColumnKind, value: number): string {
  if (kind === 'day') return formatDay(Math.round(value))
  return kind === 'instant' ? minuteOf(value) : amount(value)
}

const millisecondsPerDay = 86_400_000

/** A width of a column's values, as its kind is written. */
export function widthIn(kind: ColumnKind, value: number): string {
  if (kind === 'day') return `${amount(value)} days`
  return kind === 'instant' ? `${amount(value / millisecondsPerDay)} days` : amount(value)
}

/** An instant to the minute, in UTC. */
export function minuteOf(milliseconds: number): string {
  // Beyond this no Date exists.
  if (Math.abs(milliseconds) > 8.64e15) return noFigure
  return `${formatInstant(milliseconds)
    .replace('T', ' ')
    .replace(/:\d\d\.\d+Z$/, '')} UTC`
}

/** A number of rows of some kind. */
export function rows(count: number, kind: string): string {
  return `${count.toLocaleString('en')} ${kind} ${count === 1 ? 'row' : 'rows'}`
}

/** Text from data, cut to what a page can show. */
export function cut(text: string, longest: number): string {
  const characters = [...text.slice(0, 2 * longest + 1)]
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text
}

/** A label of values of that kind, cut; instants without the parts that say nothing or too much. */
export function labelIn(kind: ColumnKind, label: string, longest: number): string {
  const short = kind === 'instant' ? label.replaceAll('T00:00:00.000Z', '').replaceAll(/T(\d\d:\d\d):[\d.]+Z/g, ' $1') : label
  return cut(short, longest)
}

/** Text from data for a sentence: on one line, and without characters that are not seen but change what is. */
export function inSentence(text: string, longest: number): string {
  return cut(text.replaceAll(/[\p{Cc}\s]+/gu, ' ').replaceAll(/\p{Cf}+/gu, ''), longest)
}

const signed = (text: string) => text.replaceAll('-', '−')
