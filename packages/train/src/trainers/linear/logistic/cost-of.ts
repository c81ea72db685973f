import type { Point } from '../solvers/line-search.ts'

/** Loss with the penalty on sizes. */
export function costOf({ coefficients, loss }: Pick<Point, 'coefficients' | 'loss'>, l1: Float64Array | null): number {
  return l1 === null ? loss : coefficients.reduce((sum, value, j) => sum + (l1[j] ?? 0) * Math.abs(value), loss)
}
