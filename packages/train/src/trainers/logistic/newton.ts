import { MillraceError } from '@millrace/core'
import { CholeskyDecomposition, Matrix } from 'ml-matrix'
import { type LogisticState, logisticState } from './loss.ts'
import { sumNormalEquations } from './normal-equations.ts'

/** What Newton's method works on and how. */
export interface NewtonProblem {
  readonly columns: readonly Float64Array[]
  readonly target: Float64Array
  readonly weights: Float64Array | undefined
  readonly l2: number
  readonly tolerance: number
  readonly maxIterations: number
  readonly signal?: AbortSignal | undefined
}

/** Where Newton's method ended. */
export interface NewtonSolution {
  /** One a column, the intercept last. */
  readonly coefficients: Float64Array
  /** Standard error of each coefficient, from the curvature of the penalised loss. */
  readonly standardErrors: Float64Array
  readonly iterations: number
  readonly converged: boolean
  readonly loss: number
  /** Whether the curvature was singular, so that a small ridge had to be added: collinear columns, or separation. */
  readonly singular: boolean
}

/**
 * Minimises the log loss by Newton's method, halving steps that do not lower it.
 *
 * It ends when half the Newton decrement, an estimate of how far the loss is above its least, is below `tolerance` times the loss.
 */
export function newton(problem: NewtonProblem): NewtonSolution {
  const { columns, target, weights, l2, tolerance, maxIterations, signal } = problem
  const size = columns.length + 1
  const evaluate = (coefficients: Float64Array) => logisticState(columns, target, weights, coefficients, l2)
  let coefficients = new Float64Array(size)
  let state = evaluate(coefficients)
  let singular = false
  for (let iterations = 0; ; iterations++) {
    signal?.throwIfAborted()
    const { hessian, gradient } = penalised(problem, state, coefficients)
    const factor = factorise(hessian, size)
    singular ||= factor.ridge > 0
    const step = factor.decomposition.solve(Matrix.columnVector(gradient)).to1DArray()
    const decrement = step.reduce((sum, value, i) => sum + value * gradient[i]!, 0)
    const converged = decrement / 2 <= tolerance * Math.max(state.loss, Number.MIN_VALUE)
    if (converged || iterations === maxIterations) {
      return { coefficients, standardErrors: standardErrorsOf(factor.decomposition, size), iterations, converged, loss: state.loss, singular }
    }
    const moved = descend(coefficients, step, state, decrement, evaluate)
    if (moved === null) return { coefficients, standardErrors: standardErrorsOf(factor.decomposition, size), iterations, converged: true, loss: state.loss, singular }
    ;({ coefficients, state } = moved)
  }
}

function penalised({ columns, l2 }: NewtonProblem, state: LogisticState, coefficients: Float64Array) {
  const { hessian, gradient } = sumNormalEquations(columns, state.curvature, state.residual)
  const size = columns.length + 1
  for (let j = 0; j < columns.length; j++) {
    hessian[j * size + j] = hessian[j * size + j]! + l2
    gradient[j] = gradient[j]! + l2 * coefficients[j]!
  }
  return { hessian, gradient }
}

/** The whole step, or the first half of it and so on that lowers the loss; null where none does, at the limit of precision. */
function descend(from: Float64Array, step: readonly number[], state: LogisticState, decrement: number, evaluate: (coefficients: Float64Array) => LogisticState) {
  for (let share = 1; share > 1e-6; share /= 2) {
    const coefficients = from.map((value, i) => value - share * step[i]!)
    const next = evaluate(coefficients)
    if (next.loss <= state.loss - 1e-4 * share * decrement) return { coefficients, state: next }
  }
  return null
}

/** Cholesky's factors, with the least ridge of a growing series that makes them exist. */
function factorise(upper: Float64Array, size: number) {
  const matrix = new Matrix(size, size)
  let largest = 0
  for (let j = 0; j < size; j++) {
    largest = Math.max(largest, upper[j * size + j]!)
    for (let k = j; k < size; k++) {
      matrix.set(j, k, upper[j * size + k]!)
      matrix.set(k, j, upper[j * size + k]!)
    }
  }
  for (let ridge = 0; ridge <= largest; ridge = ridge === 0 ? largest * 1e-12 : ridge * 100) {
    const trial = ridge === 0 ? matrix : Matrix.add(matrix, Matrix.eye(size, size, ridge))
    const decomposition = new CholeskyDecomposition(trial)
    if (decomposition.isPositiveDefinite()) return { decomposition, ridge }
  }
  throw new MillraceError({
    code: 'E_LOGISTIC_SINGULAR',
    message: 'logisticRegression: the normal equations cannot be solved; raise l2, or look for columns of very different size',
  })
}

function standardErrorsOf(decomposition: CholeskyDecomposition, size: number): Float64Array {
  const inverse = decomposition.solve(Matrix.eye(size, size))
  return Float64Array.from({ length: size }, (_, i) => Math.sqrt(inverse.get(i, i)))
}
