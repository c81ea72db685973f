import type { z } from 'zod'
import { calendarRange } from './calendar.ts'
import { type ColumnSpec, isText } from './column-spec.ts'
import { fromPhysical, type PhysicalValue } from './physical-value.ts'

/**
 * Says why a value breaks its column, or null where it does not.
 *
 * @category Schema
 * @since 0.1.0
 */
export type ValueCheck = (value: PhysicalValue) => string | null

/**
 * Compiles the checks of one column over its physical values, null included.
 *
 * @param column - the column
 * @param refinement - the zod type of the column, where plain data cannot state all of its checks
 * @returns the check: a reason for people, or null
 * @example
 * ```ts
 * import { compileCheck } from '@millrace/core'
 *
 * const check = compileCheck({ name: 'term', kind: 'integer', nullable: true, optional: false, minimum: 12 })
 * check(6) // => 'below the minimum 12'
 * check(NaN) // => null
 * ```
 * @category Schema
 * @since 0.1.0
 */
export function compileCheck(column: ColumnSpec, refinement?: z.core.$ZodType): ValueCheck {
  const check = (isText(column.kind) ? textCheck(column) : numberCheck(column)) as ValueCheck
  const nullReason = column.nullable || column.optional ? null : 'null is not allowed'
  const checkPlain: ValueCheck = (value) => (value === null || Number.isNaN(value) ? nullReason : check(value))
  if (refinement === undefined) return checkPlain
  const refine = refinementCheck(column, refinement)
  return (value) => checkPlain(value) ?? refine(value)
}

function textCheck({ categories, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: ColumnSpec): (value: string) => string | null {
  const known = categories === undefined ? null : new Set(categories)
  return (value) => {
    if (known !== null && !known.has(value)) return `not one of ${listed(categories ?? [])}`
    if (value.length < minLength) return `shorter than ${minLength} characters`
    if (value.length > maxLength) return `longer than ${maxLength} characters`
    return null
  }
}

function numberCheck(column: ColumnSpec): (value: number) => string | null {
  const { kind, allowed, multipleOf, exclusiveMinimum: above, exclusiveMaximum: below } = column
  const [first, last] = kind === 'day' || kind === 'instant' ? calendarRange[kind] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const minimum = Math.max(column.minimum ?? first, first)
  const maximum = Math.min(column.maximum ?? last, last)
  const whole = kind === 'integer' || kind === 'day'
  const isPlain = kind !== 'boolean' && [above, below, multipleOf, allowed].every((limit) => limit === undefined)
  const low = Math.max(minimum, whole ? Number.MIN_SAFE_INTEGER : -Number.MAX_VALUE)
  const high = Math.min(maximum, whole ? Number.MAX_SAFE_INTEGER : Number.MAX_VALUE)
  const written = (bound: number) => String(fromPhysical({ ...column, asDate: false }, bound))
  return (value) => {
    if (isPlain && value >= low && value <= high && (!whole || Number.isInteger(value))) return null
    if (!Number.isFinite(value)) return 'not a finite number'
    if (whole && !Number.isSafeInteger(value)) return 'not an integer between -(2^53 - 1) and 2^53 - 1'
    if (kind === 'boolean' && value !== 0 && value !== 1) return 'not a boolean'
    if (value < minimum) return `below the minimum ${written(minimum)}`
    if (value > maximum) return `above the maximum ${written(maximum)}`
    if (above !== undefined && value <= above) return `not above ${written(above)}`
    if (below !== undefined && value >= below) return `not below ${written(below)}`
    if (multipleOf !== undefined && !isMultiple(value, multipleOf)) return `not a multiple of ${multipleOf}`
    if (allowed !== undefined && !allowed.includes(value)) return `not one of ${listed(allowed)}`
    return null
  }
}

/** Multiples up to the rounding of decimal fractions: 0.3 is a multiple of 0.1. */
function isMultiple(value: number, step: number): boolean {
  const ratio = value / step
  return Math.abs(ratio - Math.round(ratio)) <= 1e-9 * Math.max(1, Math.abs(ratio))
}

/** Null is absent to a column that may be left out but not be null. */
function refinementCheck(column: ColumnSpec, refinement: z.core.$ZodType): ValueCheck {
  const absent = column.nullable ? null : undefined
  // The method is called, rather than zod's function imported, so that a process without zod schemas never loads zod.
  const type = refinement as z.ZodType
  return (value) => {
    const { error } = type.safeParse(fromPhysical(column, value) ?? absent)
    return error === undefined ? null : (error.issues[0]?.message ?? 'refused by the schema')
  }
}

const listed = (values: readonly (string | number)[]) =>
  values
    .slice(0, 8)
    .map((value) => JSON.stringify(value))
    .join(', ') + (values.length > 8 ? ', …' : '')
