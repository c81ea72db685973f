import { addTransposed, multiplyBlock } from '../design/block-products.ts'
import { blockRows, type Design } from '../design/design.ts'
import type { Point } from '../solvers/line-search.ts'

/** Rows of several classes. */
export interface SoftmaxProblem {
  readonly design: Design
  readonly target: Float64Array
  readonly weights: Float64Array | undefined
  readonly classes: number
  /** Of each column: `penalty / 2` times its squared coefficients. */
  readonly l2: Float64Array
}

/** Log loss of softmax with squared penalty and its gradient; the coefficients of a class follow those of the one before. */
export function softmaxState({ design, target, weights, classes, l2 }: SoftmaxProblem, coefficients: Float64Array): Point {
  const { blocks, width } = design
  const gradient = new Float64Array(coefficients.length)
  const margins = Array.from({ length: classes }, () => new Float64Array(blockRows))
  let loss = 0
  for (let block = 0; block < blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    for (let c = 0; c < classes; c++) multiplyBlock(design, count, coefficients, c * width, margins[c]!)
    loss += softmaxRows(margins, target, weights, start, count)
    for (let c = 0; c < classes; c++) addTransposed(design, count, margins[c]!, gradient, c * width)
  }
  for (let at = 0; at < coefficients.length; at++) {
    const penalty = l2[at % width]!
    loss += (penalty / 2) * coefficients[at]! * coefficients[at]!
    gradient[at]! += penalty * coefficients[at]!
  }
  return { coefficients, loss, gradient }
}

/** Turns margins of a block into residuals, weighted, and gives the loss. */
function softmaxRows(
  margins: readonly Float64Array[],
  target: Float64Array,
  weights: Float64Array | undefined,
  start: number,
  count: number,
): number {
  let loss = 0
  for (let row = 0; row < count; row++) {
    const own = target[start + row]!
    const weight = weights?.[start + row] ?? 1
    const margin = margins[own]![row]!
    let greatest = Number.NEGATIVE_INFINITY
    for (const column of margins) if (column[row]! > greatest) greatest = column[row]!
    let sum = 0
    for (const column of margins) {
      const share = Math.exp(column[row]! - greatest)
      column[row] = share
      sum += share
    }
    loss += weight * (Math.log(sum) + greatest - margin)
    const factor = weight / sum
    for (const column of margins) column[row]! *= factor
    margins[own]![row]! -= weight
  }
  return loss
}
