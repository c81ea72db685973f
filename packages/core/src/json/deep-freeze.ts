/**
 * Freezes plain data and everything in it.
 *
 * @param value - data without cycles; what is frozen already is taken as frozen throughout
 * @returns the same value
 * @example
 * ```ts
 * import { deepFreeze } from '@millrace/core'
 *
 * Object.isFrozen(deepFreeze({ limits: [1, 2] }).limits) // => true
 * ```
 * @category JSON
 * @since 0.1.0
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const member of Object.values(value)) deepFreeze(member)
  return Object.freeze(value)
}
