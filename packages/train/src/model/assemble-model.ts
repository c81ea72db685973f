import {
  createModel,
  type FittedEstimator,
  goldenRows,
  type Lineage,
  type Model,
  type ModelDefinition,
  type TaskKind,
  type Trainer,
} from '@millrace/core'
import { assembleGraph } from './assemble-graph.ts'
import { chooseGoldenRows } from './choose-golden-rows.ts'
import type { Prepared } from './prepare.ts'

/** What was fitted, by what, and where it comes from. */
export interface ModelParts {
  readonly trainer: Trainer
  readonly estimator: FittedEstimator
  /** @defaultValue nothing: a model that is measured and thrown away */
  readonly lineage?: Lineage | undefined
}

const unrecorded: Lineage = Object.freeze({ data: null, spec: null, commit: null, run: null, seed: null, environment: {} })

/** Joins prepared features and what was fitted to them into a model. */
export function assembleModel<In, Label, Kind extends TaskKind>(
  prepared: Prepared<Kind>,
  { trainer, estimator, lineage = unrecorded }: ModelParts,
): Model<In, Label, Kind> {
  const { spec, target, fitted } = prepared
  const definition: ModelDefinition<Kind> = {
    name: spec.name,
    target: target.record,
    ...servedColumns(prepared),
    label: target.label,
    graph: assembleGraph(fitted, estimator, target.record),
    estimator: { kind: trainer.name, params: trainer.params, diagnostics: estimator.diagnostics, warnings: estimator.warnings },
    learned: fitted.learned,
    lineage,
    golden: [],
  }
  const golden = goldenRows(definition, chooseGoldenRows(prepared.table, [...definition.inputs, ...definition.monitored]))
  return createModel<In, Label, Kind>(Object.freeze({ ...definition, golden: Object.freeze(golden) }))
}

function servedColumns({ spec, fitted }: Prepared): Pick<ModelDefinition, 'inputs' | 'monitored'> {
  const read = new Set(fitted.serving.nodes.flatMap((node) => (node.op === 'column' ? [node.name] : [])))
  const { columns } = spec.features.schema
  return {
    inputs: columns.filter(({ name }) => read.has(name)),
    monitored: columns.filter(({ name }) => !read.has(name) && spec.monitored.includes(name)),
  }
}
