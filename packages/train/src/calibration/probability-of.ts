import { type GraphNode, MillraceError, type ModelDefinition, reachable, runGraph } from '@millrace/core'

/** What a model makes of scores: the part of its graph from `score` to `probability`. */
export function probabilityOf({ name, graph }: ModelDefinition, score: Float64Array): Float64Array {
  const from = graph.outputs.get('score')!
  const to = graph.outputs.get('probability')!
  const nodes = graph.nodes.with(from, { op: 'column', name: 'score', type: 'number' } satisfies GraphNode)
  if (reachable(nodes, [to]).some((index) => nodes[index]!.op === 'column' && index !== from)) {
    throw new MillraceError({
      code: 'E_PROBABILITY_NOT_OF_SCORE',
      message: `the probability of the model '${name}' rests on more than its score; give a table in place of scored rows`,
      details: { model: name },
    })
  }
  const values = { type: 'number', values: score } as const
  const column = runGraph({ nodes, outputs: new Map([['probability', to]]) }, { rowCount: score.length, column: () => values }).get(
    'probability',
  )!
  return column.type === 'number' ? column.values : new Float64Array()
}
