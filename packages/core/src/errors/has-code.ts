import { MillraceError } from './millrace-error.ts'

/**
 * Tells whether something that was thrown is the Millrace error of that code.
 *
 * @param error - anything, as caught
 * @param code - as listed in `docs/errors.md`
 * @example
 * ```ts
 * import { hasCode, parseJson } from '@millrace/core'
 *
 * let found = false
 * try {
 *   parseJson('{')
 * } catch (error) {
 *   found = hasCode(error, 'E_JSON_SYNTAX')
 * }
 * found // => true
 * ```
 * @category Errors
 * @since 0.1.0
 */
export const hasCode = (error: unknown, code: `E_${string}`): boolean => MillraceError.isInstance(error) && error.code === code
