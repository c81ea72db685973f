import { yieldToEventLoop } from '@millrace/core'
import { dot, limitedMemory } from './limited-memory.ts'
import { along, type Point } from './line-search.ts'
import { difference, type MinimiseOptions, type Minimum, precision } from './minimise-smooth.ts'

const leastDecrease = 1e-4
const leastShare = 2 ** -40

/**
 * Minimises a smooth convex function plus `sum(l1 |coefficient|)` by OWL-QN: L-BFGS within the orthant that the coefficients and their slopes point to, so that
 * coefficients become 0 exactly.
 *
 * @see G. Andrew and J. Gao, Scalable Training of L1-Regularized Log-Linear Models (2007)
 */
export async function minimiseSparse<P extends Point>(options: MinimiseOptions<P> & { readonly l1: Float64Array }): Promise<Minimum<P>> {
  const { start, evaluate, guess, tolerance, maxIterations, signal, report, l1 } = options
  const memory = limitedMemory(guess)
  const cost = ({ coefficients, loss }: Point) => coefficients.reduce((sum, value, j) => sum + l1[j]! * Math.abs(value), loss)
  let point = start
  for (let iterations = 0; ; iterations++) {
    await yieldToEventLoop(signal)
    const slopes = steepest(point, l1)
    const orthant = point.coefficients.map((value, j) => Math.sign(value) || -Math.sign(slopes[j]!))
    const free = (j: number) => l1[j] === 0
    const step = memory.step(slopes).map((value, j) => (free(j) || value * slopes[j]! < 0 ? value : 0))
    const excess = -dot(step, slopes) / 2
    const converged = excess <= tolerance * Math.max(cost(point), Number.MIN_VALUE)
    if (converged || iterations === maxIterations) return { point, iterations, converged }
    let next: P | null = null
    for (let share = 1; next === null && share > leastShare; share /= 2) {
      const trial = evaluate(along(point.coefficients, step, share).map((value, j) => (free(j) || value * orthant[j]! > 0 ? value : 0)))
      const moved = dot(slopes, difference(trial.coefficients, point.coefficients))
      if (cost(trial) <= cost(point) + leastDecrease * moved) next = trial
    }
    if (next === null) return { point, iterations, converged: excess <= precision * cost(point) }
    memory.learn(difference(next.coefficients, point.coefficients), difference(next.gradient, point.gradient))
    point = next
    report?.(iterations + 1)
  }
}

/** The slope of least size among those that the kink of each penalty allows. */
function steepest({ coefficients, gradient }: Point, l1: Float64Array): Float64Array {
  return gradient.map((slope, j) => {
    const penalty = l1[j]!
    if (coefficients[j] !== 0) return slope + penalty * Math.sign(coefficients[j]!)
    return Math.sign(slope) * Math.max(Math.abs(slope) - penalty, 0)
  })
}
