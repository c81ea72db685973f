import { dot } from './limited-memory.ts'

/** A convex function at one point. */
export interface Point {
  readonly coefficients: Float64Array
  readonly loss: number
  readonly gradient: Float64Array
}

const leastDecrease = 1e-4
const mostSlope = 0.9
const mostTrials = 40
const rounding = 1e-14

/**
 * A point along a step where the function has fallen in proportion and its slope has risen: Wolfe's conditions, by bracketing and the secant of the slopes.
 *
 * Near the least, where the function's own digits no longer tell, its slopes alone decide (approximate Wolfe conditions).
 *
 * @returns the point, or null where no share of the step lowers the function
 * @see J. Nocedal and S. Wright, Numerical Optimization (2006), section 3.1; W. Hager and H. Zhang, A New Conjugate Gradient Method with Guaranteed Descent (2005)
 */
export function searchLine<P extends Point>(from: P, step: Float64Array, evaluate: (coefficients: Float64Array) => P): P | null {
  const slope = dot(from.gradient, step)
  if (!(slope < 0)) return null
  let low = { share: 0, slope }
  let high: { readonly share: number; readonly slope: number } | null = null
  let best: P | null = null
  let share = 1
  for (let trial = 0; trial < mostTrials; trial++) {
    const point = evaluate(along(from.coefficients, step, share))
    const here = { share, slope: dot(point.gradient, step) }
    const falls = point.loss <= from.loss + leastDecrease * share * slope || settles(from, point, slope, here.slope)
    if (falls && here.slope >= mostSlope * slope) return point
    if (falls) {
      best = point
      low = here
    } else {
      high = here
    }
    share = high === null ? share * 2 : between(low, high)
  }
  return best
}

/** Whether the function has no digits left to fall by, and its slope says that it fell. */
const settles = (from: Point, point: Point, before: number, slope: number): boolean =>
  point.loss <= from.loss + rounding * Math.abs(from.loss) && slope <= (2 * leastDecrease - 1) * before

export const along = (from: Float64Array, step: Float64Array, share: number): Float64Array =>
  from.map((value, j) => value + share * step[j]!)

/** Where a straight line through both slopes is 0, kept off the ends. */
function between(
  low: { readonly share: number; readonly slope: number },
  high: { readonly share: number; readonly slope: number },
): number {
  const width = high.share - low.share
  const secant = low.slope / (low.slope - high.slope)
  return low.share + width * (secant > 0.1 && secant < 0.9 ? secant : 0.5)
}
