import { type Expr, eq, lookup, when } from '@millrace/core'
import { importLimits } from './import-limits.ts'

/** The values of a category column in the order of their codes; all of one type. */
export type CategoryValues = readonly string[] | readonly number[] | readonly boolean[]

/** Most values that are no strings: each is one step of the graph. */
const mostSteps = 256

/** The values, if they are distinct, of one type and not too many; or why not. */
export function checkCategories(values: readonly unknown[]): CategoryValues | string {
  const type = typeof (values[0] ?? '')
  const most = type === 'string' ? importLimits.categories : mostSteps
  if (values.length > most) return `there are ${values.length} categories; at most ${most} are read`
  if (type !== 'string' && type !== 'number' && type !== 'boolean') return 'categories are strings, numbers or booleans'
  if (values.some((value) => typeof value !== type || (type === 'number' && !Number.isFinite(value))))
    return 'the categories are not of one type'
  if (new Set(values).size < values.length) return 'a category is named twice'
  return values as CategoryValues
}

/** Whether the column of these values holds strings. */
export const isTextual = (values: CategoryValues): values is readonly string[] => typeof (values[0] ?? '') === 'string'

/** A value to its code; null and a value that training did not see to null. */
export function categoryCode(column: Expr<never>, values: CategoryValues): Expr<number> {
  if (isTextual(values)) {
    const entries = values.map((value, code) => [value, code] as const)
    return lookup(column, entries, { other: null, missing: null }) as Expr<number>
  }
  return values
    .map(Number)
    .reduceRight<Expr<number>>((rest, value, code) => when(eq<number, string>(column, value), code, rest), null as never)
}
