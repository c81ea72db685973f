import { CholeskyDecomposition, Matrix } from 'ml-matrix'

/** A symmetric positive matrix by Cholesky's factors. */
export interface Factors {
  /** Whether the matrix is singular, so that its diagonal had to be raised. */
  readonly singular: boolean
  /** Number of rows. */
  readonly size: number
  solve(right: Float64Array): Float64Array
  /** The inverse; NaN in rows and columns that rest on what the diagonal was raised by. */
  inverse(): Matrix
}

/** A pivot below this share of its diagonal element means that a column is a combination of those before it. */
const leastPivot = 1e-12
const ridges = [0, 1e-10, 1e-7, 1e-4, 1e-1]
/** Share of a column that may lie in directions which the ridge alone decides. */
const mostUndetermined = 1e-4

/**
 * Factorises; the diagonal of a singular matrix is raised by the least of a few shares that makes it regular.
 *
 * @returns the factors, or null where numbers overflow
 */
export function factorise(matrix: Matrix): Factors | null {
  if (!matrix.to1DArray().every(Number.isFinite)) return null
  for (const ridge of ridges) {
    const raised = raise(matrix, ridge)
    const decomposition = decompose(raised)
    if (decomposition === null) continue
    return {
      singular: ridge > 0,
      size: matrix.rows,
      solve: (right) => Float64Array.from(decomposition.solve(Matrix.columnVector(right)).to1DArray()),
      inverse: () => determined(decomposition.solve(Matrix.eye(matrix.rows, matrix.rows)), raised, ridge),
    }
  }
  return null
}

/** The symmetric matrix of which a flat one of this width holds what is on and above the diagonal. */
export function symmetric(flat: Float64Array, width: number, size: number): Matrix {
  const matrix = Matrix.zeros(size, size)
  for (let j = 0; j < size; j++) {
    for (let k = j; k < size; k++) {
      matrix.set(j, k, flat[j * width + k]!)
      matrix.set(k, j, flat[j * width + k]!)
    }
  }
  return matrix
}

function raise(matrix: Matrix, ridge: number): Matrix {
  if (ridge === 0) return matrix
  const raised = matrix.clone()
  for (let j = 0; j < matrix.rows; j++) raised.set(j, j, matrix.get(j, j) * (1 + ridge) || ridge)
  return raised
}

/** The factors, or null where a pivot has vanished. */
function decompose(matrix: Matrix): CholeskyDecomposition | null {
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
