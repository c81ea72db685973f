import { MillraceError } from '@millrace/core'
import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** A symmetric positive matrix by Cholesky's factors. */
export interface Factors {
  /** Whether the matrix is singular, so that its diagonal had to be raised. */
  readonly singular: boolean
  solve(right: Float64Array): Float64Array
  /** The inverse; NaN in rows and columns that rest on what the diagonal was raised by. */
  inverse(): Matrix
}

/** A pivot below this share of its diagonal element means that a column is a combination of those before it. */
const leastPivot = 1e-12
const ridges = [0, 1e-10, 1e-7, 1e-4, 1e-1]
/** Share of a column that may lie in directions which the ridge alone decides. */
const mostUndetermined = 1e-4

/** Factorises; the diagonal of a singular matrix is raised by the least of a few shares that makes it regular. */
export function factorise(matrix: Matrix): Factors {
  for (const ridge of ridges) {
    const raised = raise(matrix, ridge)
    const decomposition = decompose(raised)
    if (decomposition === null) continue
    return {
      singular: ridge > 0,
      solve: (right) => Float64Array.from(decomposition.solve(Matrix.columnVector(right)).to1DArray()),
      inverse: () => determined(decomposition.solve(Matrix.eye(matrix.rows, matrix.rows)), raised, ridge),
    }
  }
  throw unsolvable()
}

/** The error for equations whose numbers overflow or vanish. */
export function unsolvable(): MillraceError {
  return new MillraceError({
    code: 'E_LOGISTIC_SINGULAR',
    message: 'logisticRegression: the normal equations cannot be solved; raise l2, or look for weights or features of very different size',
  })
}

function raise(matrix: Matrix, ridge: number): Matrix {
  if (ridge === 0) return matrix
  const raised = matrix.clone()
  for (let j = 0; j < matrix.rows; j++) raised.set(j, j, matrix.get(j, j) * (1 + ridge) || ridge)
  return raised
}

/** The factors, or null where a pivot has vanished. */
function decompose(matrix: Matrix): CholeskyDecomposition | null {
  if (!matrix.to1DArray().every(Number.isFinite)) return null
  const decomposition = new CholeskyDecomposition(matrix)
  const pivots = decomposition.lowerTriangularMatrix.diagonal()
  return pivots.every((pivot, j) => pivot ** 2 > leastPivot * matrix.get(j, j)) ? decomposition : null
}

function determined(inverse: Matrix, raised: Matrix, ridge: number): Matrix {
  const undetermined = Array.from({ length: inverse.rows }, (_, j) => inverse.get(j, j) * raised.get(j, j) * ridge > mostUndetermined)
  return inverse.apply((i, j) => {
    if (undetermined[i] || undetermined[j]) inverse.set(i, j, Number.NaN)
  })
}
