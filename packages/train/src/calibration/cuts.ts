import { MillraceError } from '@millrace/core'
import { confusion, type Scored } from '@millrace/core/metrics'
import type { Measure } from './criterion.ts'

/** The threshold whose measure is nearest to what is wanted: every midpoint between neighbouring scores is tried, and among equals the nearest to 0.5 wins. */
export function bestCut(scored: Scored, { value, distance }: Measure): { readonly threshold: number; readonly value: number } {
  const { label, score, weight } = scored
  const order = Int32Array.from(label, (_, row) => row).sort((a, b) => score[a]! - score[b]!)
  const at = { ...confusion(scored, { threshold: 0 }) }
  if (at.falsePositive === 0 || at.truePositive === 0) {
    const message = 'chooseThreshold: all rows have one label; a threshold is chosen by rows of both'
    throw new MillraceError({ code: 'E_TARGET_SINGLE_CLASS', message })
  }
  let best = { threshold: 0, value: 0, distance: Number.POSITIVE_INFINITY }
  const consider = (threshold: number) => {
    const measured = value(at)
    const off = distance(measured)
    const nearer = Math.abs(threshold - 0.5) < Math.abs(best.threshold - 0.5)
    if (off < best.distance || (off === best.distance && nearer)) best = { threshold, value: measured, distance: off }
  }
  consider(Math.min(0.5, score[order[0]!]!))
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    const counts = weight?.[row] ?? 1
    const [from, to] = label[row] === 1 ? (['truePositive', 'falseNegative'] as const) : (['falsePositive', 'trueNegative'] as const)
    at[from] -= counts
    at[to] += counts
    const here = score[row]!
    const next = i + 1 < order.length ? score[order[i + 1]!]! : 1
    if (next > here) consider(nearestToHalf(here, next))
  }
  return best
}

/** A threshold above the one score and at or below the other: 0.5 where it lies between, else the middle. */
function nearestToHalf(below: number, above: number): number {
  if (below < 0.5 && above >= 0.5) return 0.5
  const middle = below + (above - below) / 2
  return middle > below ? middle : above
}
