import type { z } from 'zod'
import { safeParse } from 'zod'
import { formatDay, formatInstant, parseDay, parseInstant } from './calendar.ts'
import type { ColumnSpec } from './column-spec.ts'
import { isText } from './column-spec.ts'

/** A value as columns hold it: NaN is null among numbers, null among strings. */
export type PhysicalValue = number | string | null

/** Says why a present value breaks its column, or null where it does not. */
export type ValueCheck = (value: PhysicalValue) => string | null

/**
 * Compiles the checks of one column over its physical values, null included.
 *
 * @returns the check: a reason for people, or null
 */
export function compileCheck(column: ColumnSpec, refinement?: z.core.$ZodType): ValueCheck {
  const isNull = isText(column.kind) ? (value: PhysicalValue) => value === null : (value: PhysicalValue) => Number.isNaN(value)
  const check = isText(column.kind) ? textCheck(column) : numberCheck(column)
  const refused = column.nullable || column.optional ? null : 'null is not allowed'
  return (value) => {
    if (isNull(value)) return refused
    return check(value as never) ?? (refinement === undefined ? null : refine(column, refinement, value))
  }
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
  const { kind, allowed, multipleOf } = column
  const minimum = column.minimum ?? Number.NEGATIVE_INFINITY
  const maximum = column.maximum ?? Number.POSITIVE_INFINITY
  const above = column.exclusiveMinimum
  const below = column.exclusiveMaximum
  const whole = kind === 'integer' || kind === 'day'
  const written = (bound: number) => String(fromPhysical({ ...column, asDate: false }, bound))
  return (value) => {
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

function refine(column: ColumnSpec, refinement: z.core.$ZodType, value: PhysicalValue): string | null {
  const result = safeParse(refinement, fromPhysical(column, value))
  return result.success ? null : (result.error.issues[0]?.message ?? 'refused by the schema')
}

const listed = (values: readonly (string | number)[]) =>
  values.slice(0, 8).map((value) => JSON.stringify(value)).join(', ') + (values.length > 8 ? ', …' : '')

/** The value as rows hold it: booleans, ISO text or `Date`, null. */
export function fromPhysical(column: ColumnSpec, value: PhysicalValue): unknown {
  if (value === null || typeof value === 'string') return value
  if (Number.isNaN(value)) return null
  if (column.kind === 'boolean') return value === 1
  if (column.kind === 'day') return formatDay(value)
  if (column.kind === 'instant') return column.asDate ? new Date(value) : formatInstant(value)
  return value
}

/**
 * The value as columns hold it, or undefined where its type is not the column's.
 *
 * null and a missing key are null; so is NaN in a numeric column.
 */
export function toPhysical({ kind }: ColumnSpec, value: unknown): PhysicalValue | undefined {
  if (isText(kind)) return value === null || value === undefined ? null : typeof value === 'string' ? value : undefined
  if (value === null || value === undefined) return Number.NaN
  if (kind === 'boolean') return typeof value === 'boolean' ? Number(value) : undefined
  if (kind === 'day') return typeof value === 'string' ? present(parseDay(value)) : undefined
  if (kind === 'instant') return present(value instanceof Date ? value.getTime() : typeof value === 'string' ? parseInstant(value) : Number.NaN)
  return typeof value === 'number' ? value + 0 : undefined
}

const present = (value: number) => (Number.isNaN(value) ? undefined : value)
