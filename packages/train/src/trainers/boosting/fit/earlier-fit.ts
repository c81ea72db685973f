import { type ColumnSource, type EstimatorOperation, MillraceError, runGraph, type TrainingRows, type TreeEnsemble } from '@millrace/core'
import type { Earlier } from './prepare.ts'

/** The ensembles of an earlier fit, one an output; refuses what boosting cannot go on from. */
export function earlierEnsembles(from: readonly EstimatorOperation[], outputs: number): TreeEnsemble[] {
  const ensembles = from.flatMap((operation) => (operation.op === 'trees' && operation.trees.aggregate === 'sum' ? [operation.trees] : []))
  if (ensembles.length === outputs && from.length === outputs) return ensembles
  throw new MillraceError({
    code: 'E_CONTINUE_MISMATCH',
    message: `gradientBoosting: cannot go on from ${from.length} operations (${from.map(({ op }) => op).join(', ')}); give a model of gradientBoosting with ${outputs} outputs`,
  })
}

/** What trees came to for all rows, without the base: the same bits as in any execution, which sums in the order of the trees. */
export function sumsOfTrees(ensembles: readonly TreeEnsemble[], { features, target }: TrainingRows): Float64Array {
  const rowCount = target.length
  const scores = new Float64Array(new SharedArrayBuffer(8 * ensembles.length * rowCount))
  const args = Array.from(features.keys())
  const columns = args.map((j) => ({ op: 'column' as const, name: `${j}`, type: 'number' as const }))
  const source: ColumnSource = { rowCount, column: (name) => ({ type: 'number', values: features[Number(name)]! }) }
  for (const [output, trees] of ensembles.entries()) {
    const graph = {
      nodes: [...columns, { op: 'trees' as const, args, trees: { ...trees, base: 0 } }],
      outputs: new Map([['sum', args.length]]),
    }
    const sums = runGraph(graph, source).get('sum')
    if (sums?.type === 'number') scores.set(sums.values, output * rowCount)
  }
  return scores
}

/** What a fit goes on from. */
export function earlierFit(ensembles: readonly TreeEnsemble[], rows: TrainingRows): Earlier {
  return {
    bases: Float64Array.from(ensembles, ({ base }) => base),
    scores: sumsOfTrees(ensembles, rows),
    rounds: ensembles[0]!.roots.length,
  }
}
