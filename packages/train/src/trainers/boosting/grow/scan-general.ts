import type { LeafSums } from '../kernels/kernels.ts'
import { binsPerColumn, missingBin } from '../kernels/layout.ts'
import type { Views } from '../kernels/views.ts'
import { outputOf, scoreOf, type Units } from './sums.ts'

/** What the general scan heeds besides sums. */
export interface GeneralRules {
  readonly l1: number
  readonly l2: number
  /** 1 where outputs may not fall with the column, -1 where they may not rise, 0 where they are free. */
  readonly direction: number
  /** What outputs are kept between. */
  readonly lower: number
  readonly upper: number
  /** A number in [0, 1) by which one threshold is drawn; null to try all. */
  readonly draw: number | null
  readonly units: Units
}

/** Twice by how much two children lower the loss; less than nothing where they break the monotone constraint. */
export function gainOf(left: number, leaf: LeafSums, rules: GeneralRules, l2: number): number {
  const { units, l1, lower, upper, direction } = rules
  const leftSum = Math.floor(left / units.scale)
  const leftHessian = (left - leftSum * units.scale) / units.hessianFactor
  const rightHessian = leaf.hessian / units.hessianFactor - leftHessian
  const leftGradient = leftSum / units.gradientFactor
  const rightGradient = (leaf.gradient - leftSum) / units.gradientFactor
  const leftOutput = Math.min(Math.max(outputOf(leftGradient, leftHessian, l1, l2), lower), upper)
  const rightOutput = Math.min(Math.max(outputOf(rightGradient, rightHessian, l1, l2), lower), upper)
  if ((rightOutput - leftOutput) * direction < 0) return Number.NEGATIVE_INFINITY
  return scoreOf(leftGradient, leftHessian, leftOutput, l1, l2) + scoreOf(rightGradient, rightHessian, rightOutput, l1, l2)
}

/** Finds the best split of a column of numbers as `Kernels.scan` does, with L1, bounds, a monotone direction, and thresholds by chance. */
export function scanGeneral(
  views: Views,
  child: number,
  slot: number,
  column: number,
  bins: number,
  leaf: LeafSums,
  rules: GeneralRules,
): void {
  const { histograms, shape } = views
  const first = (slot * shape.stride + column) * binsPerColumn
  const absent = histograms[first + missingBin]!
  const only = rules.draw === null ? -1 : drawnBin(histograms, first, bins, rules.draw)
  let bestGain = Number.NEGATIVE_INFINITY
  let bestBin = -1
  let bestSide = 0
  let bestLeft = 0
  let present = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = histograms[first + bin]!
    if (here === 0) continue
    present += here
    if (only >= 0 && bin !== only) continue
    let left = present
    for (let side = 0; side < (absent === 0 ? 1 : 2); side++) {
      const leftHessian = left - Math.floor(left / leaf.scale) * leaf.scale
      if (leftHessian >= leaf.least && leaf.hessian - leftHessian >= leaf.least) {
        const gain = gainOf(left, leaf, rules, rules.l2)
        if (gain > bestGain) {
          bestGain = gain
          bestBin = bin
          bestSide = side
          bestLeft = left
        }
      }
      left += absent
    }
  }
  const at = child * shape.stride + column
  views.gain[at] = bestGain
  views.bin[at] = bestBin
  views.left[at] = bestLeft
  views.missing[at] = absent === 0 ? -1 : bestSide
}

/** A bin that holds rows, but not the last one unless rows are missing. */
function drawnBin(histograms: Float64Array, first: number, bins: number, draw: number): number {
  let occupied = 0
  for (let bin = 0; bin < bins; bin++) if (histograms[first + bin] !== 0) occupied++
  if (histograms[first + missingBin] === 0) occupied--
  let skip = Math.floor(draw * occupied)
  for (let bin = 0; bin < bins; bin++) if (histograms[first + bin] !== 0 && skip-- === 0) return bin
  return bins
}
