import { type ModelDefinition, reachable, type TaskKind } from '@millrace/core'

/** Kinds of provenance that calibrations leave begin so. */
export const calibration = 'calibration-'

/** What the numbers of a score are. */
export type ScoreScale = 'log-odds' | 'probability'

/** What the scores are: a calibrated model says it by the record of its calibration, another by its graph, in which log-odds go through `exp` to be probabilities. */
export function scaleOf({ learned, graph }: ModelDefinition<TaskKind>): ScoreScale {
  const calibrated = learned.find(({ kind }) => kind.startsWith(calibration))
  if (calibrated !== undefined) return (calibrated.params as { readonly scale: ScoreScale }).scale
  const nodesBelow = (prefix: string) => {
    const roots = [...graph.outputs].filter(([name]) => name === prefix || name.startsWith(`${prefix}:`)).map(([, node]) => node)
    return new Set(reachable(graph.nodes, roots))
  }
  const estimator = nodesBelow('score')
  return [...nodesBelow('probability')].some((node) => !estimator.has(node) && graph.nodes[node]!.op === 'exp') ? 'log-odds' : 'probability'
}
