import type { LeafSums } from '../kernels/kernels.ts'
import { wordsPerSet } from '../kernels/layout.ts'
import type { GrowContext, TreeWork } from './context.ts'
import type { Leaf, Split } from './leaf.ts'
import { saltOf, sampleColumns, uniformOf } from './salt.ts'
import { scanCategories } from './scan-categories.ts'
import { type GeneralRules, scanGeneral } from './scan-general.ts'
import { outputOf, scoreOf } from './sums.ts'

/** Gains below this share of the leaf's own score are rounding. */
const rounding = 1e-12

/** The sums of a leaf and what its children must have. */
function sumsOf({ settings }: GrowContext, { units }: TreeWork, leaf: Leaf): LeafSums {
  const { hessianFactor, gradientFactor, scale } = units
  return {
    gradient: leaf.gradient,
    hessian: leaf.hessian,
    lambda: settings.l2 * hessianFactor,
    least: Math.max(1, settings.minHessian * hessianFactor, ((settings.minRows * leaf.hessian) / leaf.rows) * leaf.strictness),
    scale,
    unit: hessianFactor / gradientFactor / gradientFactor,
  }
}

/** The columns that may split a leaf. */
export function columnsOf({ settings }: GrowContext, work: TreeWork, leaf: Leaf): Int32Array {
  const { groups } = leaf
  const columns = groups === null ? work.columns : work.columns.filter((column) => groups.some((group) => group.includes(column)))
  return sampleColumns(columns, settings.featureShareByNode, saltOf(work.salt, leaf.node))
}

/** Whether thresholds are found by sums alone. */
const isPlain = ({ settings }: GrowContext): boolean => settings.l1 === 0 && !settings.extraRandom && settings.monotone === undefined

/** Scans this worker's share of the columns of a leaf. */
export function scanLeaf(context: GrowContext, work: TreeWork, child: number, leaf: Leaf, columns: Int32Array): void {
  const { views, kernels, team, settings } = context
  const sums = sumsOf(context, work, leaf)
  const plain = isPlain(context)
  for (const column of columns) {
    if (column % team.workers !== team.worker) continue
    const { kind, count } = context.columns[column]!
    if (kind === 'number' && plain) {
      kernels.scan(child, leaf.slot, column, count, sums)
      continue
    }
    const rules: GeneralRules = {
      l1: settings.l1,
      l2: settings.l2,
      direction: settings.monotone?.[column] ?? 0,
      lower: leaf.lower,
      upper: leaf.upper,
      draw: settings.extraRandom ? uniformOf(saltOf(work.salt, leaf.node, 1), column) : null,
      units: work.units,
    }
    if (kind === 'number') scanGeneral(views, child, leaf.slot, column, count, sums, rules)
    else {
      scanCategories(views, {
        child,
        slot: leaf.slot,
        column,
        bins: count,
        leaf: sums,
        rules,
        settings: settings.categories,
        hessianPerRow: leaf.hessian / leaf.rows,
      })
    }
  }
}

/** The best of the splits that all workers found, if it is worth it; of equal ones that of the first column. */
export function chooseSplit(context: GrowContext, work: TreeWork, child: number, leaf: Leaf, columns: Int32Array): Split | null {
  const { views, settings } = context
  const { gain, bin, left, missing, sets, shape } = views
  const { gradientFactor, hessianFactor, scale } = work.units
  let best = -1
  for (const column of columns) {
    const at = child * shape.stride + column
    if (bin[at]! >= 0 && (best < 0 || gain[at]! > gain[best]!)) best = at
  }
  if (best < 0) return null
  const { l1, l2 } = settings
  const gradient = leaf.gradient / gradientFactor
  const hessian = leaf.hessian / hessianFactor
  const output = Math.min(Math.max(outputOf(gradient, hessian, l1, l2), leaf.lower), leaf.upper)
  const own = scoreOf(gradient, hessian, output, l1, l2)
  const gained = gain[best]! - own
  if (!(gained > Math.max(settings.minGain, rounding * Math.abs(own)))) return null
  const column = best - child * shape.stride
  const leftGradient = Math.floor(left[best]! / scale)
  const leftHessian = left[best]! - leftGradient * scale
  const isCategory = context.columns[column]!.kind === 'category'
  return {
    column,
    bin: bin[best]!,
    set: isCategory ? sets.slice(best * wordsPerSet, (best + 1) * wordsPerSet) : null,
    // Where nothing is missing it goes with more of the rest.
    missingLeft: missing[best] === -1 ? 2 * leftHessian >= leaf.hessian : missing[best] === 1,
    gain: gained,
    leftGradient,
    leftHessian,
  }
}
