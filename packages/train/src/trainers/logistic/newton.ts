import { type WorkOptions, yieldToEventLoop } from '@millrace/core'
import { Matrix } from 'ml-matrix'
import { type Factors, factorise, unsolvable } from './factorise.ts'
import { type LogisticProblem, type LogisticState, logisticState } from './loss.ts'
import { sumNormalEquations } from './normal-equations.ts'

/** When Newton's method ends. */
export interface NewtonOptions extends WorkOptions {
  readonly tolerance: number
  readonly maxIterations: number
}

/** Where Newton's method ended. */
export interface NewtonSolution extends LogisticState {
  /** The curvature there, factorised; the intercept is last. */
  readonly factors: Factors
  readonly iterations: number
  readonly converged: boolean
}

/** A loss this near its least cannot be told from it by its digits. */
const precision = 1e-10

/**
 * Minimises the log loss by Newton's method, halving steps that do not lower it.
 *
 * It ends when half the Newton decrement, an estimate of how far the loss is above its least, is below `tolerance` times the loss; the step that was found then is taken
 * still, which squares the error.
 */
export async function newton(
  problem: LogisticProblem,
  { tolerance, maxIterations, signal, progress }: NewtonOptions,
): Promise<NewtonSolution> {
  const report = (done: number, total?: number) =>
    progress?.({ task: 'fit a logistic regression', done, ...(total !== undefined && { total }), unit: 'steps' })
  let state = logisticState(problem, new Float64Array(problem.columns.length + 1))
  for (let iterations = 0; ; iterations++) {
    await yieldToEventLoop(signal)
    const { curvature, gradient } = derivatives(problem, state)
    const factors = factorise(curvature)
    const step = factors.solve(gradient)
    const decrement = step.reduce((sum, value, j) => sum + value * gradient[j]!, 0)
    if (!Number.isFinite(state.loss + decrement)) throw unsolvable()
    const excess = decrement / 2 / Math.max(state.loss, Number.MIN_VALUE)
    const next = excess <= tolerance || iterations === maxIterations ? null : descend(problem, state, step, decrement)
    if (next === null) {
      report(iterations, iterations)
      const last = excess <= tolerance ? move(problem, state, step, 1) : state
      return { ...last, factors, iterations, converged: excess <= Math.max(tolerance, precision) }
    }
    state = next
    report(iterations + 1)
  }
}

function derivatives(
  { columns, penalties }: LogisticProblem,
  state: LogisticState,
): { readonly curvature: Matrix; readonly gradient: Float64Array } {
  const { hessian, width, gradient } = sumNormalEquations(columns, state.curvature, state.residual)
  const size = columns.length + 1
  const curvature = Matrix.zeros(size, size)
  for (let j = 0; j < size; j++) {
    const penalty = penalties[j] ?? 0
    gradient[j]! += penalty * state.coefficients[j]!
    for (let k = j; k < size; k++) {
      const value = hessian[j * width + k]! + (j === k ? penalty : 0)
      curvature.set(j, k, value)
      curvature.set(k, j, value)
    }
  }
  return { curvature, gradient }
}

/** The whole step, or the first half of it and so on that lowers the loss; null where none does. */
function descend(problem: LogisticProblem, from: LogisticState, step: Float64Array, decrement: number): LogisticState | null {
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = move(problem, from, step, share)
    if (next.loss <= from.loss - 1e-4 * share * decrement) return next
  }
  return null
}

function move(problem: LogisticProblem, { coefficients }: LogisticState, step: Float64Array, share: number): LogisticState {
  return logisticState(
    problem,
    coefficients.map((value, j) => value - share * step[j]!),
  )
}
