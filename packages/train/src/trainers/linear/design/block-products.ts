import { blockRows, type Design, groupColumns } from './design.ts'

/** Writes `X w` of the loaded block into `margins`; the coefficients start at `offset`. */
export function multiplyBlock(
  { values, width, native }: Design,
  count: number,
  coefficients: Float64Array,
  offset: number,
  margins: Float64Array,
): void {
  if (native !== null) {
    native.multiply(count, coefficients.subarray(offset, offset + width), margins)
    return
  }
  margins.fill(0)
  for (let j = 0; j < width; j += groupColumns) {
    const w0 = coefficients[offset + j]!
    const w1 = coefficients[offset + j + 1]!
    const w2 = coefficients[offset + j + 2]!
    const w3 = coefficients[offset + j + 3]!
    for (let row = 0, at = j * blockRows; row < count; row++, at += 4)
      margins[row]! += w0 * values[at]! + w1 * values[at + 1]! + (w2 * values[at + 2]! + w3 * values[at + 3]!)
  }
}

/** Adds `X' r` of the loaded block to the sums that start at `offset`. */
export function addTransposed(
  { values, width, native }: Design,
  count: number,
  residuals: Float64Array,
  sums: Float64Array,
  offset: number,
): void {
  if (native !== null) {
    native.addTransposed(count, residuals, sums.subarray(offset, offset + width))
    return
  }
  for (let j = 0; j < width; j += groupColumns) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let row = 0, at = j * blockRows; row < count; row++, at += 4) {
      const residual = residuals[row]!
      s0 += residual * values[at]!
      s1 += residual * values[at + 1]!
      s2 += residual * values[at + 2]!
      s3 += residual * values[at + 3]!
    }
    sums[offset + j]! += s0
    sums[offset + j + 1]! += s1
    sums[offset + j + 2]! += s2
    sums[offset + j + 3]! += s3
  }
}
