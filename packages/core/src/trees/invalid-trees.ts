import { MillraceError } from '../errors/millrace-error.ts'
import type { Json } from '../json/json.ts'

/** The error of every structural check of trees; the details name the array, the node and the value where there are such. */
export function invalidTrees(problem: string, details: Readonly<Record<string, Json>> = {}): MillraceError {
  return new MillraceError({ code: 'E_TREES_INVALID', message: `trees: ${problem}`, details })
}
