import { add, div, modulo, mul, sub } from './arithmetic.ts'
import type { Day, Instant } from './column-types.ts'
import { le, lt } from './comparison.ts'
import { floor } from './elementary.ts'
import type { Expr, Keep, Numeric } from './expr.ts'
import { when } from './logic.ts'

type DayExpr<T extends Day | null, I extends string> = Expr<T, I>
type Part<T, I extends string> = Expr<Keep<T, number>, I>

const number = <T, I extends string>(x: Expr<T, I>) => x as unknown as Expr<number, I>
const quotient = <I extends string>(x: Expr<number, I>, divisor: number) => floor(div(x, divisor))

/**
 * The calendar day, in UTC, of an instant; null stays null.
 *
 * @param x - an instant
 * @example
 * ```ts
 * import { columnExpr, day, compute, type Instant } from '@millrace/core'
 *
 * const at = columnExpr<Instant, 'at'>({ name: 'at', kind: 'instant', nullable: false, optional: false })
 * compute(day(at), { at: '2024-02-29T12:00:00Z' }) // => 19782
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function day<T extends Instant | null, I extends string>(x: Expr<T, I>): Expr<Keep<T, Day>, I> {
  return quotient(number(x), 86_400_000) as unknown as Expr<Keep<T, Day>, I>
}

/**
 * Days since 1970-01-01; null stays null.
 *
 * @param x - a day
 * @example
 * ```ts
 * import { columnExpr, type Day, epochDay, compute } from '@millrace/core'
 *
 * const applied = columnExpr<Day, 'applied'>({ name: 'applied', kind: 'day', nullable: false, optional: false })
 * compute(epochDay(applied), { applied: '2024-02-29' }) // => 19782
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function epochDay<T extends Day | null, I extends string>(x: DayExpr<T, I>): Part<T, I> {
  return add(number(x), 0) as Part<T, I>
}

/**
 * Milliseconds since 1970-01-01 UTC; null stays null.
 *
 * @param x - an instant
 * @example
 * ```ts
 * import { columnExpr, epochMilliseconds, compute, type Instant } from '@millrace/core'
 *
 * const at = columnExpr<Instant, 'at'>({ name: 'at', kind: 'instant', nullable: false, optional: false })
 * compute(epochMilliseconds(at), { at: '2024-02-29T12:00:00Z' }) // => 1709208000000
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function epochMilliseconds<T extends Instant | null, I extends string>(x: Expr<T, I>): Part<T, I> {
  return add(number(x), 0) as Part<T, I>
}

/**
 * Year of the proleptic Gregorian calendar; null stays null.
 *
 * @param x - a day
 * @example
 * ```ts
 * import { columnExpr, type Day, compute, year } from '@millrace/core'
 *
 * const applied = columnExpr<Day, 'applied'>({ name: 'applied', kind: 'day', nullable: false, optional: false })
 * compute(year(applied), { applied: '2024-02-29' }) // => 2024
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function year<T extends Day | null, I extends string>(x: DayExpr<T, I>): Part<T, I> {
  const { era, yearOfEra, monthFromMarch } = civil(number(x))
  return add(add(yearOfEra, mul(era, 400)), le(10, monthFromMarch)) as Part<T, I>
}

/**
 * Month, 1 to 12; null stays null.
 *
 * @param x - a day
 * @example
 * ```ts
 * import { columnExpr, type Day, compute, month } from '@millrace/core'
 *
 * const applied = columnExpr<Day, 'applied'>({ name: 'applied', kind: 'day', nullable: false, optional: false })
 * compute(month(applied), { applied: '2024-02-29' }) // => 2
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function month<T extends Day | null, I extends string>(x: DayExpr<T, I>): Part<T, I> {
  const { monthFromMarch } = civil(number(x))
  return when(lt(monthFromMarch, 10), add(monthFromMarch, 3), sub(monthFromMarch, 9)) as Part<T, I>
}

/**
 * Day of the month, 1 to 31; null stays null.
 *
 * @param x - a day
 * @example
 * ```ts
 * import { columnExpr, type Day, dayOfMonth, compute } from '@millrace/core'
 *
 * const applied = columnExpr<Day, 'applied'>({ name: 'applied', kind: 'day', nullable: false, optional: false })
 * compute(dayOfMonth(applied), { applied: '2024-02-29' }) // => 29
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function dayOfMonth<T extends Day | null, I extends string>(x: DayExpr<T, I>): Part<T, I> {
  const { dayOfYear, monthFromMarch } = civil(number(x))
  return add(sub(dayOfYear, quotient(add(mul(monthFromMarch, 153), 2), 5)), 1) as Part<T, I>
}

/**
 * ISO day of the week: Monday 1 to Sunday 7; null stays null.
 *
 * @param x - a day
 * @example
 * ```ts
 * import { columnExpr, type Day, compute, weekday } from '@millrace/core'
 *
 * const applied = columnExpr<Day, 'applied'>({ name: 'applied', kind: 'day', nullable: false, optional: false })
 * compute(weekday(applied), { applied: '2024-02-29' }) // => 4
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function weekday<T extends Day | null, I extends string>(x: DayExpr<T, I>): Part<T, I> {
  return add(modulo(add(number(x), 3), 7), 1) as Part<T, I>
}

/**
 * Whole days from one day to another; negative where the second comes first, null where one is null.
 *
 * @param from - a day
 * @param to - a day
 * @example
 * ```ts
 * import { columnExpr, type Day, daysBetween, compute } from '@millrace/core'
 *
 * const dayColumn = (name: string) => columnExpr<Day, string>({ name, kind: 'day', nullable: false, optional: false })
 * compute(daysBetween(dayColumn('applied'), dayColumn('decided')), { applied: '2024-02-28', decided: '2024-03-01' }) // => 2
 * ```
 * @category Dates
 * @since 0.1.0
 */
export function daysBetween<T extends Day | null, U extends Day | null, I extends string, J extends string>(
  from: Expr<T, I>,
  to: Expr<U, J>,
): Expr<number | Extract<T | U, null>, I | J> {
  return sub(number(to), number(from)) as unknown as Expr<number | Extract<T | U, null>, I | J>
}

/**
 * Parts of a day in a calendar whose years begin in March, so that the leap day comes last.
 *
 * @see https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
function civil<I extends string>(x: Numeric<I> & Expr<number, I>) {
  const shifted = add(x, 719_468)
  const era = quotient(shifted, 146_097)
  const dayOfEra = sub(shifted, mul(era, 146_097))
  const leapDays = sub(sub(quotient(dayOfEra, 36_524), quotient(dayOfEra, 1_460)), quotient(dayOfEra, 146_096))
  const yearOfEra = quotient(add(dayOfEra, leapDays), 365)
  const daysBefore = sub(add(mul(yearOfEra, 365), quotient(yearOfEra, 4)), quotient(yearOfEra, 100))
  const dayOfYear = sub(dayOfEra, daysBefore)
  const monthFromMarch = quotient(add(mul(dayOfYear, 5), 2), 153)
  return { era, yearOfEra, dayOfYear, monthFromMarch }
}
