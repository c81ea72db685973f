/** The state of a fit at one set of coefficients. */
export interface LogisticState {
  /** Weighted log loss plus penalty. */
  readonly loss: number
  /** `weight * (probability - target)` of each row. */
  readonly residual: Float64Array
  /** `weight * probability * (1 - probability)` of each row. */
  readonly curvature: Float64Array
}

/**
 * Log loss with its derivatives by row; the penalty is `l2 / 2` times the squared weights, the intercept left out.
 *
 * @param coefficients - one a column, the intercept last
 */
export function logisticState(
  columns: readonly Float64Array[],
  target: Float64Array,
  weights: Float64Array | undefined,
  coefficients: Float64Array,
  l2: number,
): LogisticState {
  const rows = target.length
  const score = new Float64Array(rows).fill(coefficients[columns.length]!)
  for (const [j, column] of columns.entries()) {
    const coefficient = coefficients[j]!
    if (coefficient !== 0) for (let row = 0; row < rows; row++) score[row] = score[row]! + coefficient * column[row]!
  }
  const residual = new Float64Array(rows)
  const curvature = new Float64Array(rows)
  let loss = 0
  for (let row = 0; row < rows; row++) {
    const x = score[row]!
    const weight = weights?.[row] ?? 1
    const small = Math.exp(-Math.abs(x))
    const probability = x >= 0 ? 1 / (1 + small) : small / (1 + small)
    loss += weight * (Math.log1p(small) + Math.max(x, 0) - target[row]! * x)
    residual[row] = weight * (probability - target[row]!)
    curvature[row] = (weight * small) / ((1 + small) * (1 + small))
  }
  for (let j = 0; j < columns.length; j++) loss += (l2 / 2) * coefficients[j]! * coefficients[j]!
  return { loss, residual, curvature }
}
