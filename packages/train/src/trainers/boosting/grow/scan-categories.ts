import type { LeafSums } from '../kernels/kernels.ts'
import { binsPerColumn, missingBin, wordsPerSet } from '../kernels/layout.ts'
import type { Views } from '../kernels/views.ts'
import type { CategorySettings } from '../settings.ts'
import { type GeneralRules, gainOf } from './scan-general.ts'

/** A column of categories that is to be split. */
export interface CategoryScan {
  readonly child: number
  readonly slot: number
  readonly column: number
  /** Bins of categories; one more is for codes without a bin, which go right. */
  readonly bins: number
  readonly leaf: LeafSums
  readonly rules: GeneralRules
  readonly settings: CategorySettings
  /** Hessian that a row has on average, in units of packed gradients. */
  readonly hessianPerRow: number
}

/** The bins that occur, as they are tried: a set is a run of them. What is kept from call to call is only the memory. */
const order = new Int32Array(binsPerColumn)
const keys = new Float64Array(binsPerColumn)

/** The best set so far: `order[from … from + length - 1]`. */
interface Best {
  gain: number
  left: number
  from: number
  length: number
  missingLeft: boolean
}

/**
 * Finds the best set of categories to go left: each alone where they are few, otherwise the first or the last ones in the order of their gradients; and everything against what
 * is missing.
 */
export function scanCategories(views: Views, scan: CategoryScan): void {
  const { histograms, shape } = views
  const { bins, rules, settings } = scan
  const first = (scan.slot * shape.stride + scan.column) * binsPerColumn
  const absent = histograms[first + missingBin]!
  let present = 0
  let all = 0
  for (let bin = 0; bin < bins; bin++) {
    const here = histograms[first + bin]!
    if (here === 0) continue
    order[present++] = bin
    all += here
  }
  const best: Best = { gain: Number.NEGATIVE_INFINITY, left: 0, from: 0, length: 0, missingLeft: false }
  if (absent !== 0 && present > 0) consider(scan, best, all, 0, present, rules.l2, false)
  if (present <= settings.oneHotLimit) {
    for (let at = 0; at < present; at++) bothWays(scan, best, histograms[first + order[at]!]!, absent, at, 1, rules.l2)
    write(views, scan, best, absent)
    return
  }
  // Sorting changes the order, so that the set of all must be written first.
  write(views, scan, best, absent)
  const alone = best.gain
  scanSorted(scan, best, histograms, first, absent, sortByGradient(scan, histograms, first, present))
  if (best.gain > alone) write(views, scan, best, absent)
}

/** Moves the categories with enough rows to the front, by their gradient over their hessian; returns how many. */
function sortByGradient(
  { leaf, rules, settings, hessianPerRow }: CategoryScan,
  histograms: Float64Array,
  first: number,
  present: number,
): number {
  const smoothing = settings.smoothing * rules.units.hessianFactor
  const least = settings.smoothing * hessianPerRow
  let sorted = 0
  for (let i = 0; i < present; i++) {
    const bin = order[i]!
    const packed = histograms[first + bin]!
    const gradient = Math.floor(packed / leaf.scale)
    const hessian = packed - gradient * leaf.scale
    if (hessian < least) continue
    const key = gradient / (hessian + smoothing)
    let at = sorted++
    for (; at > 0 && keys[at - 1]! > key; at--) {
      keys[at] = keys[at - 1]!
      order[at] = order[at - 1]!
    }
    keys[at] = key
    order[at] = bin
  }
  return sorted
}

/** Tries the first ones and the last ones of sorted categories. */
function scanSorted(scan: CategoryScan, best: Best, histograms: Float64Array, first: number, absent: number, sorted: number): void {
  const { leaf, rules, settings } = scan
  const l2 = rules.l2 + settings.l2
  const groupHessian = settings.minRows * scan.hessianPerRow
  const most = Math.min(settings.limit, (sorted + 1) >> 1)
  for (let fromEnd = 0; fromEnd < 2; fromEnd++) {
    let left = 0
    let sinceLast = 0
    for (let length = 1; length <= most; length++) {
      const here = histograms[first + order[fromEnd === 1 ? sorted - length : length - 1]!]!
      left += here
      sinceLast += here - Math.floor(here / leaf.scale) * leaf.scale
      if (sinceLast < groupHessian) continue
      sinceLast = 0
      bothWays(scan, best, left, absent, fromEnd === 1 ? sorted - length : 0, length, l2)
    }
  }
}

function bothWays(scan: CategoryScan, best: Best, left: number, absent: number, from: number, length: number, l2: number): void {
  consider(scan, best, left, from, length, l2, false)
  if (absent !== 0) consider(scan, best, left + absent, from, length, l2, true)
}

function consider(
  { leaf, rules }: CategoryScan,
  best: Best,
  left: number,
  from: number,
  length: number,
  l2: number,
  missingLeft: boolean,
): void {
  const hessian = left - Math.floor(left / leaf.scale) * leaf.scale
  if (hessian < leaf.least || leaf.hessian - hessian < leaf.least) return
  const gain = gainOf(left, leaf, rules, l2)
  if (!(gain > best.gain)) return
  best.gain = gain
  best.left = left
  best.from = from
  best.length = length
  best.missingLeft = missingLeft
}

function write({ shape, gain, left, bin, missing, sets }: Views, { child, column }: CategoryScan, best: Best, absent: number): void {
  const at = child * shape.stride + column
  gain[at] = best.gain
  left[at] = best.left
  bin[at] = best.length > 0 ? 0 : -1
  missing[at] = absent === 0 ? -1 : Number(best.missingLeft)
  sets.fill(0, at * wordsPerSet, (at + 1) * wordsPerSet)
  for (let i = best.from; i < best.from + best.length; i++) sets[at * wordsPerSet + (order[i]! >> 5)]! |= 1 << (order[i]! & 31)
}
