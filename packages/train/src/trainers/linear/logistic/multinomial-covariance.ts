import { Matrix } from 'ml-matrix'
import { multiplyBlock } from '../design/block-products.ts'
import { blockRows } from '../design/design.ts'
import { sumGram } from '../design/sum-gram.ts'
import { factorise } from '../solvers/factorise.ts'
import type { MultinomialSolution } from './fit-multinomial.ts'

/** Beyond it, the curvature over all pairs of coefficients is not worth its time. */
const mostCoefficients = 300

/** Covariances of the coefficients of each class, and whether the data leave some open. */
export interface MultinomialCovariance {
  readonly ofClass: readonly Matrix[]
  readonly singular: boolean
}

/**
 * The inverse curvature of softmax among coefficients that sum to 0 over the classes, which is how they compare with the average class.
 *
 * A shift of all classes alike has no curvature but the penalty. So curvature is added there to invert, and what it gave is taken off again.
 *
 * @returns null where there are too many coefficients, or numbers overflow
 */
export function multinomialCovariance({ problem, point }: MultinomialSolution): MultinomialCovariance | null {
  const { design, classes, l2 } = problem
  const { size, width } = design
  if (classes * size > mostCoefficients) return null
  const probabilities = probabilitiesOf(problem, point.coefficients)
  const hessian = Matrix.zeros(classes * size, classes * size)
  for (let a = 0; a < classes; a++) {
    for (let b = a; b < classes; b++) {
      const gram = sumGram(design, pairCurvature(probabilities, a, b, problem.weights))
      for (let j = 0; j < size; j++)
        for (let k = j; k < size; k++) setPair(hessian, [a * size + j, b * size + k, a * size + k, b * size + j], gram[j * width + k]!)
    }
  }
  const shifts = Float64Array.from({ length: size }, (_, j) => hessian.get(j, j) || 1)
  for (let a = 0; a < classes; a++) {
    for (let j = 0; j < size; j++) {
      for (let b = 0; b < classes; b++)
        hessian.set(a * size + j, b * size + j, hessian.get(a * size + j, b * size + j) + shifts[j]! / classes)
      hessian.set(a * size + j, a * size + j, hessian.get(a * size + j, a * size + j) + l2[j]!)
    }
  }
  const factors = factorise(hessian)
  if (factors === null) return null
  const inverse = factors.inverse()
  const ofClass = Array.from({ length: classes }, (_, c) => {
    const own = inverse.subMatrix(c * size, (c + 1) * size - 1, c * size, (c + 1) * size - 1)
    for (let j = 0; j < size; j++) own.set(j, j, own.get(j, j) - 1 / classes / (shifts[j]! + l2[j]!))
    return own
  })
  return { ofClass, singular: factors.singular }
}

function setPair(matrix: Matrix, [row, column, otherRow, otherColumn]: readonly [number, number, number, number], value: number): void {
  matrix.set(row, column, value)
  matrix.set(column, row, value)
  matrix.set(otherRow, otherColumn, value)
  matrix.set(otherColumn, otherRow, value)
}

/** Weight of each row times the second derivative of softmax by the logits of two classes. */
function pairCurvature(probabilities: readonly Float64Array[], a: number, b: number, weights: Float64Array | undefined): Float64Array {
  const first = probabilities[a]!
  const second = probabilities[b]!
  return first.map((value, row) => (weights?.[row] ?? 1) * value * (a === b ? 1 - value : -second[row]!))
}

/** Probability of each class by row. */
export function probabilitiesOf({ design, classes }: MultinomialSolution['problem'], coefficients: Float64Array): Float64Array[] {
  const { rows, blocks, width } = design
  const columns = Array.from({ length: classes }, () => new Float64Array(rows))
  const margins = new Float64Array(blockRows)
  for (let block = 0; block < blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    for (const [c, column] of columns.entries()) {
      multiplyBlock(design, count, coefficients, c * width, margins)
      column.set(margins.subarray(0, count), start)
    }
  }
  for (let row = 0; row < rows; row++) {
    const greatest = Math.max(...columns.map((column) => column[row]!))
    let sum = 0
    for (const column of columns) sum += column[row] = Math.exp(column[row]! - greatest)
    for (const column of columns) column[row]! /= sum
  }
  return columns
}
