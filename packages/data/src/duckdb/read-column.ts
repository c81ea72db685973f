import type { ColumnKind, ColumnSpec } from '@millrace/core'
import { epochDay, epochMilliseconds } from '../sql/duckdb-dialect.ts'
import { numberFragment, type SqlFragment } from '../sql/fragment.ts'
import { textLiteral } from '../sql/literal.ts'
import { refusal } from './duckdb-error.ts'

/** Prints a column of some type of DuckDB as a kind's numbers or texts; null where the type cannot be that kind. */
export function readColumn({ name, kind }: ColumnSpec, type: string): ((reference: string) => SqlFragment) | null {
  const reader = readers[kind](type)
  return reader === null ? null : (reference) => reader(reference, name)
}

type Reader = (reference: string, column: string) => SqlFragment

const isFloat = (type: string) => type === 'DOUBLE' || type === 'FLOAT'
const isSmallInteger = (type: string) => /^U?(TINYINT|SMALLINT|INTEGER)$/.test(type)
const isLargeInteger = (type: string) => /^U?(BIGINT|HUGEINT)$/.test(type)
const isDecimal = (type: string) => type.startsWith('DECIMAL')

const asDouble = (x: string) => `CAST(${x} AS DOUBLE)`
const plain: Reader = (x) => numberFragment(asDouble(x))
const text: Reader = (x) => ({ sql: `CAST(${x} AS VARCHAR)`, type: 'string', range: 'finite' })

interface Check {
  /** Holds for every value that is allowed, and for no null or NaN. */
  readonly allowed: (x: string) => string
  readonly reason: string
  /** Holds for every value that is not null. @defaultValue not SQL's null */
  readonly present?: (x: string) => string
  /** The number. @defaultValue the value as it is */
  readonly number?: (x: string) => string
}

/** Refuses present values that are not allowed by an error of the query. */
const checked =
  ({ allowed, reason, present = isPresent, number = asDouble }: Check): Reader =>
  (x, column) =>
    numberFragment(`CASE WHEN ${allowed(x)} THEN ${number(x)} WHEN ${present(x)} THEN error(${textLiteral(refusal(column, reason))}) END`)

const isPresent = (x: string) => `${x} IS NOT NULL`
const isNumber = (x: string) => `NOT isnan(${x})`
const isFiniteValue = (x: string) => `isfinite(${x})`
const isSafe = (x: string) => `${x} BETWEEN -${Number.MAX_SAFE_INTEGER} AND ${Number.MAX_SAFE_INTEGER}`
const isSafeInteger = (x: string) => `${isSafe(x)} AND ${x} = trunc(${x})`

const infinite = 'a value is infinite'
const unsafe = 'a value is not an integer between -(2^53 - 1) and 2^53 - 1'

const finiteNumber = checked({ allowed: isFiniteValue, present: isNumber, reason: infinite })
const finiteDay = checked({ allowed: isFiniteValue, reason: infinite, number: epochDay })
const finiteInstant = checked({ allowed: isFiniteValue, reason: infinite, number: epochMilliseconds })
const safeNumber = checked({ allowed: isSafe, reason: unsafe })

function number(type: string): Reader | null {
  if (isFloat(type)) return finiteNumber
  return isDecimal(type) ? plain : wholeNumber(type)
}

function integer(type: string): Reader | null {
  if (isFloat(type)) return checked({ allowed: isSafeInteger, present: isNumber, reason: unsafe })
  return isDecimal(type) ? checked({ allowed: isSafeInteger, reason: unsafe }) : wholeNumber(type)
}

function wholeNumber(type: string): Reader | null {
  if (isSmallInteger(type)) return plain
  return isLargeInteger(type) ? safeNumber : null
}

const textOnly = (type: string) => (type === 'VARCHAR' || type.startsWith('ENUM(') ? text : null)

const readers: Readonly<Record<ColumnKind, (type: string) => Reader | null>> = {
  number,
  integer,
  boolean: (type) => (type === 'BOOLEAN' ? plain : null),
  day: (type) => (type === 'DATE' ? finiteDay : null),
  instant: (type) => (type.startsWith('TIMESTAMP') ? finiteInstant : null),
  category: textOnly,
  string: textOnly,
}
