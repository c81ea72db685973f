import type { GrownTree } from '../ensemble/grown-tree.ts'
import { compileBins } from '../ensemble/walk-bins.ts'
import { type Grown, growTree } from '../grow/grow-tree.ts'
import { saltOf, sampleColumns } from '../grow/salt.ts'
import type { Units } from '../grow/sums.ts'
import { drawBag } from './bag.ts'
import { packGradients } from './pack-gradients.ts'
import { renewLeaves } from './renew-leaves.ts'
import type { RoundContext } from './round-context.ts'
import { weighCovers } from './weigh-covers.ts'

/** One round of boosting: a tree for each output, all from the scores at its start. Every worker returns the same trees. */
export function boostRound(context: RoundContext, round: number): GrownTree[] {
  const { problem, views, loss, settings, from, count } = context
  const { bases } = problem
  const bag = drawBag(context, round)
  loss.prepare?.(views, from, count, bases)
  const columns = Int32Array.from(problem.matrix.columns.keys()).filter((column) => problem.matrix.columns[column]!.count > 0)
  const trees: GrownTree[] = []
  for (let output = 0; output < loss.outputs; output++) {
    const salt = saltOf(settings.seed, round, output)
    bag.restore()
    const units = packGradients(context, output, salt)
    const grown = growTree(context, {
      units,
      columns: sampleColumns(columns, settings.featureShare, saltOf(salt, 2)),
      salt,
      from,
      count: bag.count,
      rows: bag.rows,
    })
    finishTree(context, grown, { output, units, bagged: bag.count })
    trees.push(grown.tree)
  }
  return trees
}

interface Finishing {
  readonly output: number
  readonly units: Units
  /** Rows of this worker that the tree was grown from. */
  readonly bagged: number
}

/** Gives leaves their values, and adds the tree to the scores of all rows. */
function finishTree(context: RoundContext, grown: Grown, { output, bagged }: Finishing): void {
  const { kernels, views, settings, from, count, problem, team } = context
  const { tree, leaves } = grown
  if (tree.column.length === 1) tree.value[0] = 0
  else renewLeaves(context, grown)
  weighCovers(context, grown)
  for (let node = 0; node < tree.value.length; node++) tree.value[node]! *= settings.learningRate
  for (const leaf of leaves) kernels.update(leaf.from, leaf.count, output, tree.value[leaf.node]!)
  const { rows, stride } = views.shape
  const ownScores = views.scores.subarray(output * rows, (output + 1) * rows)
  const { heldOut } = problem
  if (bagged === count && heldOut === undefined) return
  const walk = compileBins(tree)
  walk(views.order, from + bagged, count - bagged, { bins: views.bins, stride, scores: ownScores })
  if (heldOut === undefined) return
  const { other, rows: held } = heldOut
  const start = Math.floor((held.length * team.worker) / team.workers)
  const end = Math.floor((held.length * (team.worker + 1)) / team.workers)
  if (other === undefined) walk(held, start, end - start, { bins: views.bins, stride, scores: ownScores })
  else walk(held, start, end - start, { ...other, scores: other.scores.subarray(output * other.rows, (output + 1) * other.rows) })
}
