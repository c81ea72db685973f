import { blockRows, type Design, groupColumns } from '../design/design.ts'

/** A first guess of the inverse curvature: of the curvature's diagonal alone. */
export function diagonalGuess(design: Design, curvature: Float64Array, l2: Float64Array): (gradient: Float64Array) => Float64Array {
  const diagonal = sumSquares(design, curvature).map((value, j) => value + l2[j]!)
  return (gradient) => gradient.map((value, j) => value / (diagonal[j]! || 1))
}

/** The diagonal of `X' W X`. */
function sumSquares(design: Design, curvature: Float64Array): Float64Array {
  const { values, blocks, width } = design
  const sums = new Float64Array(width)
  for (let block = 0; block < blocks; block++) {
    const start = block * blockRows
    const count = design.load(block)
    for (let j = 0; j < width; j++) {
      let sum = 0
      let at = (j - (j % groupColumns)) * blockRows + (j % groupColumns)
      for (let row = 0; row < count; row++, at += 4) sum += curvature[start + row]! * values[at]! * values[at]!
      sums[j]! += sum
    }
  }
  return sums
}
