import type { Grown } from '../grow/grow-tree.ts'
import { wholeWeights } from '../losses/weighted-quantile.ts'
import type { RoundContext } from './round-context.ts'

/** Where rows have weights, makes the cover of each node the weight that reached it rather than the number of rows; summed exactly. */
export function weighCovers({ views, team }: RoundContext, { tree, leaves }: Grown): void {
  const { weights, order, leafFigures, shape } = views
  if (weights === undefined) return
  const { factor } = wholeWeights(weights)
  for (const [i, { from, count }] of leaves.entries()) {
    let sum = 0
    for (let at = from; at < from + count; at++) sum += Math.round(weights[order[at]!]! * factor)
    leafFigures[team.worker * shape.leaves + i] = sum
  }
  team.meet()
  for (const [i, leaf] of leaves.entries()) {
    let sum = 0
    for (let worker = 0; worker < team.workers; worker++) sum += leafFigures[worker * shape.leaves + i]!
    tree.cover[leaf.node] = sum / factor
  }
  for (let node = tree.column.length - 1; node >= 0; node--)
    if (tree.column[node]! >= 0) tree.cover[node] = tree.cover[tree.left[node]!]! + tree.cover[tree.right[node]!]!
  team.meet()
}
