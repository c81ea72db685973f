import type { LeafSums } from '../kernels.ts'
import { binsPerColumn, missingBin } from '../layout.ts'
import type { Views } from '../views.ts'

/** Finds the best split of a column; see `Kernels.scan`. */
export function scan(views: Views, child: number, slot: number, column: number, bins: number, leaf: LeafSums): void {
  const { histograms, shape, missing } = views
  const first = (slot * shape.stride + column) * binsPerColumn
  const absent = histograms[first + missingBin]!
  const at = child * shape.stride + column
  missing[at] = -1
  if (absent === 0) scanPresent(views, at, first, bins, leaf)
  else scanBothWays(views, at, first, bins, absent, leaf)
}

/** Nothing is missing. Gains are compared as fractions, so that only the best is divided. */
function scanPresent(views: Views, at: number, first: number, bins: number, leaf: LeafSums): void {
  const { histograms } = views
  const { gradient: totalGradient, hessian: totalHessian, lambda, least, scale } = leaf
  const inverse = 1 / scale
  let bestBin = -1
  let bestNumerator = 0
  let bestDenominator = 1
  let bestLeft = 0
  let left = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = histograms[first + bin]!
    if (here === 0) continue
    left += here
    const leftGradient = Math.floor(left * inverse)
    const leftHessian = left - leftGradient * scale
    if (leftHessian < least) continue
    const rightHessian = totalHessian - leftHessian
    if (rightHessian < least) break
    const rightGradient = totalGradient - leftGradient
    const a = leftHessian + lambda
    const b = rightHessian + lambda
    const numerator = leftGradient * leftGradient * b + rightGradient * rightGradient * a
    const denominator = a * b
    if (numerator * bestDenominator > bestNumerator * denominator) {
      bestBin = bin
      bestNumerator = numerator
      bestDenominator = denominator
      bestLeft = left
    }
  }
  views.bin[at] = bestBin
  views.gain[at] = (bestNumerator / bestDenominator) * leaf.unit
  views.left[at] = bestLeft
}

/** Something is missing: each threshold is tried with it on the right and on the left; last, everything else on the left. */
function scanBothWays(views: Views, at: number, first: number, bins: number, absent: number, leaf: LeafSums): void {
  const { histograms } = views
  const { gradient: totalGradient, hessian: totalHessian, lambda, least, scale } = leaf
  const inverse = 1 / scale
  let bestBin = -1
  let bestSide = 0
  let bestNumerator = 0
  let bestDenominator = 1
  let bestLeft = 0
  let present = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = histograms[first + bin]!
    if (here === 0) continue
    present += here
    let left = present
    for (let side = 0; side < 2; side++) {
      const leftGradient = Math.floor(left * inverse)
      const leftHessian = left - leftGradient * scale
      const rightHessian = totalHessian - leftHessian
      if (leftHessian >= least && rightHessian >= least) {
        const rightGradient = totalGradient - leftGradient
        const a = leftHessian + lambda
        const b = rightHessian + lambda
        const numerator = leftGradient * leftGradient * b + rightGradient * rightGradient * a
        const denominator = a * b
        if (numerator * bestDenominator > bestNumerator * denominator) {
          bestBin = bin
          bestSide = side
          bestNumerator = numerator
          bestDenominator = denominator
          bestLeft = left
        }
      }
      left += absent
    }
  }
  views.missing[at] = bestSide
  views.bin[at] = bestBin
  views.gain[at] = (bestNumerator / bestDenominator) * leaf.unit
  views.left[at] = bestLeft
}
