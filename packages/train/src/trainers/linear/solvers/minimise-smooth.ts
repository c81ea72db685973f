import { yieldToEventLoop } from '@millrace/core'
import { dot, limitedMemory } from './limited-memory.ts'
import { type Point, searchLine } from './line-search.ts'

/** How a minimum is looked for. */
export interface MinimiseOptions<P extends Point> {
  readonly start: P
  readonly evaluate: (coefficients: Float64Array) => P
  /** A first guess of the inverse curvature times a vector. */
  readonly guess: (gradient: Float64Array) => Float64Array
  /** Ends when the function is estimated to be within this share of its least. */
  readonly tolerance: number
  readonly maxIterations: number
  readonly signal?: AbortSignal | undefined
  /** Is told the steps that are done. */
  readonly report?: ((steps: number) => void) | undefined
}

/** Where the search ended. */
export interface Minimum<P extends Point> {
  readonly point: P
  readonly iterations: number
  readonly converged: boolean
}

/** Minimises a smooth convex function by L-BFGS. */
export async function minimiseSmooth<P extends Point>(options: MinimiseOptions<P>): Promise<Minimum<P>> {
  const { start, evaluate, guess, tolerance, maxIterations, signal, report } = options
  const memory = limitedMemory(guess)
  let point = start
  for (let iterations = 0; ; iterations++) {
    await yieldToEventLoop(signal)
    const step = memory.step(point.gradient)
    const excess = -dot(step, point.gradient) / 2
    const converged = excess <= tolerance * Math.max(point.loss, Number.MIN_VALUE)
    if (converged || iterations === maxIterations) return { point, iterations, converged }
    const next = searchLine(point, step, evaluate)
    if (next === null) return { point, iterations, converged: excess <= precision * point.loss }
    memory.learn(difference(next.coefficients, point.coefficients), difference(next.gradient, point.gradient))
    point = next
    report?.(iterations + 1)
  }
}

/** A loss this near its least cannot be told from it by its digits. */
export const precision = 1e-10

export const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, j) => value - b[j]!)
