/** Rows in a block: a block of some columns stays in the cache while their products are summed. */
const blockRows = 1024

/** Columns, and where sums over them go. */
export interface NormalEquations {
  /** `X' W X`, row by row, the intercept last; its upper half alone is set. */
  readonly hessian: Float64Array
  /** `X' r`, the intercept last. */
  readonly gradient: Float64Array
}

/**
 * Sums the normal equations of a weighted step over columns; no row is ever an array.
 *
 * @param columns - the centred features
 * @param curvature - weight of each row
 * @param residual - gradient of each row
 */
export function sumNormalEquations(columns: readonly Float64Array[], curvature: Float64Array, residual: Float64Array): NormalEquations {
  const size = columns.length + 1
  const hessian = new Float64Array(size * size)
  const gradient = new Float64Array(size)
  const weighted = new Float64Array(blockRows)
  for (let start = 0; start < curvature.length; start += blockRows) {
    const end = Math.min(start + blockRows, curvature.length)
    for (let j = 0; j < columns.length; j++) {
      const column = columns[j]!
      let along = 0
      let sum = 0
      for (let row = start; row < end; row++) {
        const value = column[row]!
        const product = curvature[row]! * value
        weighted[row - start] = product
        sum += product
        along += residual[row]! * value
      }
      gradient[j] = gradient[j]! + along
      hessian[j * size + columns.length] = hessian[j * size + columns.length]! + sum
      for (let k = j; k < columns.length; k++) {
        hessian[j * size + k] = hessian[j * size + k]! + dot(columns[k]!, weighted, start, end)
      }
    }
    let curvatureSum = 0
    let residualSum = 0
    for (let row = start; row < end; row++) {
      curvatureSum += curvature[row]!
      residualSum += residual[row]!
    }
    hessian[size * size - 1] = hessian[size * size - 1]! + curvatureSum
    gradient[size - 1] = gradient[size - 1]! + residualSum
  }
  return { hessian, gradient }
}

/** Four sums side by side, so that additions do not wait for each other. */
function dot(column: Float64Array, weighted: Float64Array, start: number, end: number): number {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let row = start
  for (; row + 4 <= end; row += 4) {
    const i = row - start
    a += column[row]! * weighted[i]!
    b += column[row + 1]! * weighted[i + 1]!
    c += column[row + 2]! * weighted[i + 2]!
    d += column[row + 3]! * weighted[i + 3]!
  }
  for (; row < end; row++) a += column[row]! * weighted[row - start]!
  return a + b + (c + d)
}
