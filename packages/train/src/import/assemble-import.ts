import {
  type ColumnSpec,
  columnsRead,
  createModel,
  type EstimatorRecord,
  type Expr,
  extendGraph,
  featurePrefix,
  goldenRows,
  type Model,
  type ModelDefinition,
  when,
} from '@millrace/core'
import { greatestOf, labelAt } from '../model/targets/most-probable.ts'
import type { Answer } from './answer.ts'
import { exampleRows } from './example-rows.ts'
import type { ImportedModel, ImportOptions, ImportTarget } from './import-options.ts'
import { resolveTarget } from './import-target.ts'

/** All that a reader finds in a file. */
export interface ImportedParts {
  /** The columns that the file knows, in its order; those that are not read are left out of the model. */
  readonly inputs: readonly ColumnSpec[]
  /** What the estimator reads, by name. */
  readonly features: ReadonlyMap<string, Expr<number>>
  /** What it answers. */
  readonly answer: Answer
  /** Labels that the answer's indexes stand for; none for a number. */
  readonly labels: readonly (string | number | boolean)[]
  /** The estimator; its kind is also the model's name where none is given. */
  readonly estimator: EstimatorRecord
}

/** Makes the model: one graph with features, score and answer, golden rows from examples, and no lineage. */
export function assembleImport<Target extends ImportTarget>(
  format: string,
  { inputs, features, answer, labels, estimator }: ImportedParts,
  options: ImportOptions<Target>,
): ImportedModel<Target> {
  const target = resolveTarget(format, answer, labels, options.target)
  const graph = extendGraph({ nodes: [], outputs: new Map() }, () => ({
    ...Object.fromEntries(Array.from(features, ([name, feature]) => [`${featurePrefix}${name}`, feature])),
    ...outputsOf(answer, target.labels),
  }))
  const read = new Set(columnsRead(graph.nodes, graph.outputs.values()))
  const definition: ModelDefinition = {
    name: options.name ?? estimator.kind,
    target: target.record,
    inputs: inputs.filter(({ name }) => read.has(name)),
    monitored: [],
    label: target.label,
    graph,
    estimator,
    learned: [],
    lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  const golden = goldenRows(definition, exampleRows(graph, definition.inputs))
  return createModel(Object.freeze({ ...definition, golden: Object.freeze(golden) })) as Model as ImportedModel<Target>
}

function outputsOf(answer: Answer, labels: readonly (string | number | boolean)[]): Record<string, Expr<string | number | boolean | null>> {
  if (answer.kind === 'regression') return { score: answer.score, value: answer.value }
  if (answer.kind === 'binary') {
    const label = labelAt(when(answer.positive, 1, 0), labels)
    return { score: answer.score, probability: answer.probability, label }
  }
  return {
    ...Object.fromEntries(answer.scores.map((score, i) => [`score:${i}`, score])),
    ...Object.fromEntries(answer.probabilities.map((probability, i) => [`probability:${i}`, probability])),
    probability: greatestOf(answer.probabilities),
    label: labelAt(answer.index, labels),
  }
}

/** A column of numbers, where null is a value. */
export const numberColumn = (name: string): ColumnSpec => ({ name, kind: 'number', nullable: true, optional: false })

/** A column of strings, where null is a value. */
export const textColumn = (name: string): ColumnSpec => ({ name, kind: 'string', nullable: true, optional: false })
