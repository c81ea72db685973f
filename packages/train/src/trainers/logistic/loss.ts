/** Rows, and the penalty of each column: `penalty / 2` times its squared weight. */
export interface LogisticProblem {
  readonly columns: readonly Float64Array[]
  readonly target: Float64Array
  readonly weights: Float64Array | undefined
  readonly penalties: Float64Array
}

/** The state of a fit at one set of coefficients. */
export interface LogisticState {
  /** One a column, the intercept last. */
  readonly coefficients: Float64Array
  /** Weighted log loss plus penalty. */
  readonly loss: number
  /** `weight * (probability - target)` of each row. */
  readonly residual: Float64Array
  /** `weight * probability * (1 - probability)` of each row. */
  readonly curvature: Float64Array
}

/** Penalised log loss with its derivatives by row; the intercept is not penalised. */
export function logisticState({ columns, target, weights, penalties }: LogisticProblem, coefficients: Float64Array): LogisticState {
  const rows = target.length
  const score = new Float64Array(rows).fill(coefficients[columns.length]!)
  for (const [j, column] of columns.entries()) {
    const coefficient = coefficients[j]!
    if (coefficient !== 0) for (let row = 0; row < rows; row++) score[row]! += coefficient * column[row]!
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
  for (const [j, penalty] of penalties.entries()) loss += (penalty / 2) * coefficients[j]! * coefficients[j]!
  return { coefficients, loss, residual, curvature }
}
