import type { TreeNode } from '@millrace/core'
import type { Characteristic, CharacteristicBin } from './characteristic.ts'
import { weightOf } from './tally.ts'

/** All numbers are at most this, so that null alone goes right. */
const largest = Number.MAX_VALUE

/** The tree of one feature: its leaves are the weights of evidence of its bins times the coefficient, and the last leaf on the right is that of null. */
export function characteristicTree(characteristic: Characteristic, argument: number, coefficient: number): TreeNode {
  const { kind, bins, missing } = characteristic
  const leaf = (bin: Pick<CharacteristicBin, 'positive' | 'negative' | 'woe'>): TreeNode => ({
    value: coefficient * bin.woe,
    cover: weightOf(bin),
  })
  const split = (
    left: TreeNode,
    right: TreeNode,
    test: { readonly threshold: number; readonly categories?: readonly number[] },
  ): TreeNode => ({
    feature: argument,
    ...test,
    missingLeft: false,
    left,
    right,
    cover: left.cover + right.cover,
  })
  if (kind === 'category') {
    return bins.reduceRight<TreeNode>((rest, bin) => split(leaf(bin), rest, { threshold: 0, categories: bin.codes! }), leaf(missing))
  }
  const grow = (from: number, to: number): TreeNode => {
    if (to - from === 1) return leaf(bins[from]!)
    const middle = (from + to) >> 1
    return split(grow(from, middle), grow(middle, to), { threshold: bins[middle - 1]!.high! })
  }
  return bins.length === 0 ? leaf(missing) : split(grow(0, bins.length), leaf(missing), { threshold: largest })
}
