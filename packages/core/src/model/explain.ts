import { MillraceError } from '../errors/millrace-error.ts'
import { columnsRead } from '../graph/graph.ts'
import { createMachine } from '../machine/machine.ts'
import { createRowEncoder } from './encode-row.ts'
import { featurePrefix, type ModelDefinition } from './model-definition.ts'

/**
 * What one feature adds to a score.
 *
 * @category Model
 * @since 0.1.0
 */
export interface FeatureContribution {
  /** Name of the feature's output. */
  readonly feature: string
  /** Its value for the row. */
  readonly value: number
  /** Weight times the distance from the training mean, in units of the score. */
  readonly contribution: number
}

/**
 * What the features that read one set of columns add to a score.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Contribution {
  /** The input columns; several where a feature combines them. */
  readonly columns: readonly string[]
  /** Sum over the features, in units of the score. */
  readonly contribution: number
  /** The features, in their order. */
  readonly features: readonly FeatureContribution[]
}

/**
 * A score, split: base and contributions sum to it.
 *
 * @category Model
 * @since 0.1.0
 */
export interface Explanation {
  /** The score of the row. */
  readonly score: number
  /** The score of the average training row. */
  readonly base: number
  /** What each set of columns adds, the largest in size first. */
  readonly contributions: readonly Contribution[]
}

/** Explains rows of a model whose score is a linear node; made ready at the first row. */
export function createExplainer(definition: ModelDefinition): (row: unknown) => Explanation {
  let explain: ((row: unknown) => Explanation) | null = null
  return (row) => {
    explain ??= linearExplainer(definition)
    return explain(row)
  }
}

function linearExplainer({ name, graph, inputs }: ModelDefinition): (row: unknown) => Explanation {
  const scoreIndex = graph.outputs.get('score')!
  const node = graph.nodes[scoreIndex]!
  if (node.op !== 'linear') throw unsupported(name, node.op)
  const machine = createMachine(graph, [scoreIndex, ...node.args], 1)
  const byName = new Map(inputs.map((column) => [column.name, column]))
  const encode = createRowEncoder(machine.inputs.names.map((column) => byName.get(column)!))
  const base = node.args.reduce((sum, _, j) => sum + node.weights[j]! * node.means[j]!, node.intercept)
  const features = node.args.map((argument, j) => ({
    feature: featureName(graph.outputs, argument),
    columns: columnsRead(graph.nodes, [argument]),
    register: machine.register(argument),
    weight: node.weights[j]!,
    mean: node.means[j]!,
  }))
  return (row) => {
    machine.inputs.setRow(encode(row))
    machine.runRow()
    const groups = new Map<string, { readonly columns: readonly string[]; readonly features: FeatureContribution[] }>()
    for (const { feature, columns, register, weight, mean } of features) {
      const key = JSON.stringify([...columns].sort())
      const group = groups.get(key) ?? { columns, features: [] }
      const value = register[0]!
      group.features.push({ feature, value, contribution: weight * (value - mean) })
      groups.set(key, group)
    }
    const contributions = [...groups.values()].map((group) => ({ ...group, contribution: group.features.reduce((sum, one) => sum + one.contribution, 0) }))
    contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    return { score: machine.register(scoreIndex)[0]!, base, contributions }
  }
}

function featureName(outputs: ReadonlyMap<string, number>, node: number): string {
  for (const [name, index] of outputs) if (index === node && name.startsWith(featurePrefix)) return name.slice(featurePrefix.length)
  return `node ${node}`
}

function unsupported(model: string, operation: string): MillraceError {
  return new MillraceError({
    code: 'E_EXPLAIN_UNSUPPORTED',
    message: `the model '${model}' cannot explain its scores: they come from '${operation}', and only a linear score is explained so far`,
    details: { model, operation },
  })
}
