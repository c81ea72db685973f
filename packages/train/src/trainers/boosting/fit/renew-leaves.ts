import type { Grown } from '../grow/grow-tree.ts'
import { quantileOf, weightedQuantileOf, wholeWeights } from '../losses/weighted-quantile.ts'
import type { RoundContext } from './round-context.ts'

/** Gives each leaf the quantile of its residuals, where the loss asks for it; leaves are dealt out to the workers. */
export function renewLeaves(context: RoundContext, { tree, leaves }: Grown): void {
  const { views, team, loss, problem } = context
  const { renewAt } = loss
  if (renewAt === undefined) return
  const most = views.shape.leaves
  for (const [i, leaf] of leaves.entries()) views.ranges.set([leaf.from, leaf.count], (team.worker * most + i) * 2)
  team.meet()
  const whole = views.weights === undefined ? undefined : wholeWeights(views.weights)
  for (let i = team.worker; i < leaves.length; i += team.workers) {
    const rows = rowsOf(context, i)
    const residuals = Float64Array.from(rows, (row) => views.target[row]! - (views.scores[row]! + problem.bases[0]!))
    views.leafFigures[i] =
      whole === undefined
        ? quantileOf(residuals, renewAt)
        : weightedQuantileOf(
            residuals,
            Float64Array.from(rows, (row) => Math.round(whole.weights[row]! * whole.factor)),
            renewAt,
          )
  }
  team.meet()
  for (const [i, leaf] of leaves.entries()) tree.value[leaf.node] = views.leafFigures[i]!
  // What an inner node would output is taken to be the mean of its leaves.
  for (let node = tree.column.length - 1; node >= 0; node--) {
    if (tree.column[node]! < 0) continue
    const [left, right] = [tree.left[node]!, tree.right[node]!]
    const share = tree.cover[left]! / (tree.cover[left]! + tree.cover[right]!)
    tree.value[node] = tree.value[left]! * share + tree.value[right]! * (1 - share)
  }
  // Figures of leaves may be written again only once all have read them.
  team.meet()
}

/** The rows of all workers in a leaf. */
function rowsOf({ views, team }: RoundContext, leaf: number): Int32Array {
  const parts: Int32Array[] = []
  for (let worker = 0; worker < team.workers; worker++) {
    const at = (worker * views.shape.leaves + leaf) * 2
    parts.push(views.order.subarray(views.ranges[at]!, views.ranges[at]! + views.ranges[at + 1]!))
  }
  const rows = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    rows.set(part, at)
    at += part.length
  }
  return rows
}
