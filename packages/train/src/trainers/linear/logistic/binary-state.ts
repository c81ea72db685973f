import { addTransposed, multiplyBlock } from '../design/block-products.ts'
import { blockRows, type Design } from '../design/design.ts'
import { addGram } from '../design/sum-gram.ts'

/** Rows, and what the coefficients cost beside the log loss. */
export interface BinaryProblem {
  readonly design: Design
  readonly target: Float64Array
  readonly weights: Float64Array | undefined
  /** Of each column: `penalty / 2` times its squared coefficient. */
  readonly l2: Float64Array
}

/** The state of a fit at one set of coefficients. */
export interface BinaryState {
  /** One a column, the intercept last; as many as the design is wide. */
  readonly coefficients: Float64Array
  /** Weighted log loss plus squared penalty. */
  readonly loss: number
  /** Its gradient. */
  readonly gradient: Float64Array
  /** `weight * probability * (1 - probability)` of each row. */
  readonly curvature: Float64Array
  /** `X' W X` by that curvature, without the penalty, where it was asked for. */
  readonly gram: Float64Array | null
}

/** Log loss with squared penalty, its gradient and the curvature by row, in one pass; the intercept is not penalised. */
export function binaryState(
  { design, target, weights, l2 }: BinaryProblem,
  coefficients: Float64Array,
  { withGram = false }: { readonly withGram?: boolean } = {},
): BinaryState {
  const { rows, blocks, width } = design
  const gradient = new Float64Array(width)
  const curvature = new Float64Array(rows)
  const gram = withGram ? new Float64Array(width * width) : null
  const margins = new Float64Array(blockRows)
  const residuals = new Float64Array(blockRows)
  let loss = 0
  for (let block = 0; block < blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    multiplyBlock(design, count, coefficients, 0, margins)
    loss +=
      weights === undefined
        ? plainRows(margins, target, start, count, residuals, curvature)
        : weightedRows(margins, target, weights, start, count, residuals, curvature)
    addTransposed(design, count, residuals, gradient, 0)
    if (gram !== null) addGram(design, count, curvature.subarray(start, start + count), gram)
  }
  for (let j = 0; j < l2.length; j++) {
    loss += (l2[j]! / 2) * coefficients[j]! * coefficients[j]!
    gradient[j]! += l2[j]! * coefficients[j]!
  }
  return { coefficients, loss, gradient, curvature, gram }
}

/**
 * Residuals and curvatures of a block; one logarithm for all rows, of a product that is kept as its distance from 1.
 *
 * A margin is positive where the row is on its label's side, and residuals keep their digits there.
 */
function plainRows(
  margins: Float64Array,
  target: Float64Array,
  start: number,
  count: number,
  residuals: Float64Array,
  curvature: Float64Array,
): number {
  let loss = 0
  let excess = 0
  for (let row = 0; row < count; row++) {
    const side = 2 * target[start + row]! - 1
    const margin = side * margins[row]!
    const small = Math.exp(-Math.abs(margin))
    const inverse = 1 / (1 + small)
    const rest = small * inverse
    excess += small * (1 + excess)
    if (margin < 0) {
      loss -= margin
      residuals[row] = -side * inverse
    } else {
      residuals[row] = -side * rest
    }
    curvature[start + row] = rest * inverse
  }
  return loss + Math.log1p(excess)
}

function weightedRows(
  margins: Float64Array,
  target: Float64Array,
  weights: Float64Array,
  start: number,
  count: number,
  residuals: Float64Array,
  curvature: Float64Array,
): number {
  let loss = 0
  for (let row = 0; row < count; row++) {
    const side = 2 * target[start + row]! - 1
    const margin = side * margins[row]!
    const weight = weights[start + row]!
    const small = Math.exp(-Math.abs(margin))
    const inverse = 1 / (1 + small)
    const rest = small * inverse
    loss += weight * (Math.max(-margin, 0) + Math.log1p(small))
    residuals[row] = -side * weight * (margin < 0 ? inverse : rest)
    curvature[start + row] = weight * rest * inverse
  }
  return loss
}
