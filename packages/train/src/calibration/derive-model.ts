import {
  createModel,
  type Expr,
  extendGraph,
  type GraphParts,
  goldenRows,
  type Model,
  type ModelDefinition,
  type TaskKind,
} from '@millrace/core'

/**
 * A model of the same estimator with other outputs: the graph is extended, and the golden rows are run again.
 *
 * @param changes - parts of the definition that change besides
 */
export function deriveModel<In, Label, Kind extends TaskKind>(
  model: Model<In, Label, Kind>,
  build: (parts: GraphParts) => Readonly<Record<string, Expr<number | boolean | string | null>>>,
  changes: Partial<Pick<ModelDefinition<Kind>, 'target' | 'learned' | 'inputs' | 'monitored'>> = {},
): Model<In, Label, Kind> {
  const definition: ModelDefinition<Kind> = { ...model.definition, ...changes, graph: extendGraph(model.definition.graph, build) }
  const golden = goldenRows(
    definition,
    model.definition.golden.map(({ row }) => row),
  )
  return createModel(Object.freeze({ ...definition, golden: Object.freeze(golden) }))
}
