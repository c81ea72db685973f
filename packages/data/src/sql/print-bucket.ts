import { asNullable, numberFragment, type SqlFragment } from './fragment.ts'
import { numberLiteral } from './literal.ts'

/** The number of edges at or below a number, by halving. */
export function printBucket(edges: Float64Array, x: SqlFragment): SqlFragment {
  const number = asNullable(x)
  const halve = (low: number, high: number): string => {
    if (low === high) return numberLiteral(low)
    const middle = (low + high) >>> 1
    return `CASE WHEN ${number} < ${numberLiteral(edges[middle]!)} THEN ${halve(low, middle)} ELSE ${halve(middle + 1, high)} END`
  }
  return numberFragment(`CASE WHEN ${number} IS NOT NULL THEN ${halve(0, edges.length)} END`)
}
