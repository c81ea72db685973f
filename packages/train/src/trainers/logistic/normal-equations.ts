/** Rows in a block: a block of some columns stays in the cache while their products are summed. */
const blockRows = 1024
const tileColumns = 4

/** Sums over columns, the intercept last. */
export interface NormalEquations {
  /** `X' W X`, row by row; what is above the diagonal is set, and part of what is below. */
  readonly hessian: Float64Array
  /** Numbers in a row of the hessian, at least as many as there are columns. */
  readonly width: number
  /** `X' r`. */
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
  const rows = curvature.length
  const size = columns.length + 1
  const width = Math.ceil(size / tileColumns) * tileColumns
  const nothing = new Float64Array(rows)
  const padded = [...columns, new Float64Array(rows).fill(1), ...new Array<Float64Array>(width - size).fill(nothing)]
  const sums: TileSums = {
    hessian: new Float64Array(width * width),
    width,
    columns: padded,
    first: new Float64Array(blockRows),
    second: new Float64Array(blockRows),
  }
  for (let start = 0; start < rows; start += blockRows) {
    const end = Math.min(start + blockRows, rows)
    for (let j = 0; j < size; j += 2) {
      weigh(padded[j]!, curvature, sums.first, start, end)
      weigh(padded[j + 1]!, curvature, sums.second, start, end)
      for (let k = j - (j % tileColumns); k < size; k += tileColumns) addTile(sums, j, k, start, end)
    }
  }
  return { hessian: sums.hessian, width, gradient: Float64Array.from(padded.slice(0, size), (column) => dot(column, residual)) }
}

interface TileSums {
  readonly hessian: Float64Array
  readonly width: number
  readonly columns: readonly Float64Array[]
  /** Two weighted columns of the block. */
  readonly first: Float64Array
  readonly second: Float64Array
}

function weigh(column: Float64Array, curvature: Float64Array, weighted: Float64Array, start: number, end: number): void {
  for (let row = start; row < end; row++) weighted[row - start] = curvature[row]! * column[row]!
}

/** Adds the products of the two weighted columns with four plain ones: eight sums that stay in registers and do not wait for each other. */
function addTile({ hessian, width, columns, first, second }: TileSums, j: number, k: number, start: number, end: number): void {
  const c0 = columns[k]!
  const c1 = columns[k + 1]!
  const c2 = columns[k + 2]!
  const c3 = columns[k + 3]!
  let a0 = 0
  let a1 = 0
  let a2 = 0
  let a3 = 0
  let b0 = 0
  let b1 = 0
  let b2 = 0
  let b3 = 0
  for (let row = start; row < end; row++) {
    const a = first[row - start]!
    const b = second[row - start]!
    a0 += a * c0[row]!
    a1 += a * c1[row]!
    a2 += a * c2[row]!
    a3 += a * c3[row]!
    b0 += b * c0[row]!
    b1 += b * c1[row]!
    b2 += b * c2[row]!
    b3 += b * c3[row]!
  }
  const at = j * width + k
  hessian[at]! += a0
  hessian[at + 1]! += a1
  hessian[at + 2]! += a2
  hessian[at + 3]! += a3
  hessian[at + width]! += b0
  hessian[at + width + 1]! += b1
  hessian[at + width + 2]! += b2
  hessian[at + width + 3]! += b3
}

function dot(column: Float64Array, values: Float64Array): number {
  let sum = 0
  for (let row = 0; row < column.length; row++) sum += column[row]! * values[row]!
  return sum
}
