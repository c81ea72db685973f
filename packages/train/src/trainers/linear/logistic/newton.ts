import { type WorkOptions, yieldToEventLoop } from '@millrace/core'
import type { Matrix } from 'ml-matrix'
import { sumGram } from '../design/sum-gram.ts'
import { coordinateDescent } from '../solvers/coordinate-descent.ts'
import { type Factors, factorise, symmetric } from '../solvers/factorise.ts'
import { dot } from '../solvers/limited-memory.ts'
import { along } from '../solvers/line-search.ts'
import { difference, precision } from '../solvers/minimise-smooth.ts'
import { unsolvable } from '../solvers/unsolvable.ts'
import { type BinaryProblem, type BinaryState, binaryState } from './binary-state.ts'
import { costOf } from './cost-of.ts'

/** When Newton's method ends. */
export interface NewtonOptions extends WorkOptions {
  readonly start: BinaryState
  /** Penalty of each coefficient's size; null where there is none. */
  readonly l1: Float64Array | null
  readonly tolerance: number
  readonly maxIterations: number
  /** Is told the steps that are done. */
  readonly report?: ((steps: number) => void) | undefined
}

/** Whether one more Newton step leads within the tolerance, with a margin since squaring is but about right. */
const enoughForOneStep = (excess: number, tolerance: number): boolean => excess <= Math.sqrt(tolerance / 10)

/** Where Newton's method ended. */
export interface NewtonSolution {
  readonly state: BinaryState
  /** The curvature there, factorised; the intercept is last. */
  readonly factors: Factors
  readonly iterations: number
  readonly converged: boolean
}

/**
 * Minimises the log loss by Newton's method, halving steps that do not lower it; where sizes are penalised, the quadratic of each step is minimised by coordinate descent.
 *
 * Half the decrease that a step promises estimates how far the loss is above its least, and the step about squares that share. So it ends with a step after which the
 * share is below `tolerance`.
 */
export async function newton(problem: BinaryProblem, options: NewtonOptions): Promise<NewtonSolution> {
  const { start, l1, tolerance, maxIterations, signal, report } = options
  const cost = (at: Pick<BinaryState, 'coefficients' | 'loss'>) => costOf(at, l1)
  let state = start
  for (let iterations = 0; ; iterations++) {
    await yieldToEventLoop(signal)
    const hessian = hessianOf(problem, state)
    const factors = factorise(hessian)
    if (factors === null) throw unsolvable('logisticRegression')
    const step = l1 === null ? newtonStep(factors, state) : sparseStep(hessian, state, l1)
    const moved = along(state.coefficients, step, 1)
    const decrease = -dot(step, state.gradient) + cost(state) - cost({ coefficients: moved, loss: state.loss })
    if (!Number.isFinite(state.loss + decrease)) throw unsolvable('logisticRegression')
    const excess = decrease / 2 / Math.max(cost(state), Number.MIN_VALUE)
    const enough = enoughForOneStep(excess, tolerance)
    const next = enough || iterations === maxIterations ? null : descend(problem, state, step, decrease, cost)
    if (next === null) {
      const last = enough
        ? { ...state, coefficients: moved, loss: cost(state) - decrease / 2 - cost({ coefficients: moved, loss: 0 }) }
        : state
      return { state: last, factors, iterations, converged: enough || excess <= precision }
    }
    state = next
    report?.(iterations + 1)
  }
}

function hessianOf({ design, l2 }: BinaryProblem, { curvature, gram }: BinaryState): Matrix {
  const hessian = symmetric(gram ?? sumGram(design, curvature), design.width, design.size)
  for (let j = 0; j < design.size; j++) hessian.set(j, j, hessian.get(j, j) + l2[j]!)
  return hessian
}

function newtonStep(factors: Factors, { gradient }: BinaryState): Float64Array {
  const step = new Float64Array(gradient.length)
  const solved = factors.solve(gradient.subarray(0, factors.size))
  for (const [j, value] of solved.entries()) step[j] = -value
  return step
}

/** A sweep that lowers the quadratic by less than this share of what the first one could is the last. */
const sweepTolerance = 1e-18
const mostSweeps = 10_000

function sparseStep(hessian: Matrix, { coefficients, gradient, loss }: BinaryState, l1: Float64Array): Float64Array {
  const size = hessian.rows
  const gram = Float64Array.from(hessian.to1DArray())
  const linear = Float64Array.from({ length: size }, (_, j) => {
    let sum = -gradient[j]!
    for (let k = 0; k < size; k++) sum += gram[j * size + k]! * coefficients[k]!
    return sum
  })
  const problem = { gram, width: size, size, linear, l1 }
  const found = coordinateDescent(problem, { start: coefficients, tolerance: sweepTolerance * loss, maxSweeps: mostSweeps })
  return difference(found.coefficients, coefficients)
}

/** The whole step, or the first half of it and so on that lowers the cost; null where none does. */
function descend(
  problem: BinaryProblem,
  from: BinaryState,
  step: Float64Array,
  decrease: number,
  cost: (state: BinaryState) => number,
): BinaryState | null {
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = binaryState(problem, along(from.coefficients, step, share), { withGram: true })
    if (cost(next) <= cost(from) - 1e-4 * share * decrease) return next
  }
  return null
}
