import { MillraceError } from '../errors/millrace-error.ts'
import { columnsRead } from '../graph/graph.ts'
import type { Register } from '../machine/compile-graph.ts'
import { featurePrefix, type ModelDefinition } from './model-definition.ts'
import { createPredictor, createRowRunner } from './predict-row.ts'
import type { Prediction } from './prediction.ts'

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
export interface Explanation<out Label = unknown> {
  /** The score of the row. */
  readonly score: number
  /** What `predict` says of the row. */
  readonly prediction: Prediction<Label>
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

interface Feature {
  readonly feature: string
  readonly columns: readonly string[]
  readonly register: Register
  readonly weight: number
  readonly mean: number
}

function linearExplainer(definition: ModelDefinition): (row: unknown) => Explanation {
  const { name, graph } = definition
  const scoreIndex = graph.outputs.get('score')!
  const node = graph.nodes[scoreIndex]!
  if (node.op !== 'linear') throw unsupported(name, node.op)
  const runner = createRowRunner(definition, node.args)
  const predict = createPredictor(definition, runner)
  const base = node.args.reduce((sum, _, j) => sum + node.weights[j]! * node.means[j]!, node.intercept)
  const names = featureNames(graph.outputs)
  const groups = new Map<string, Feature[]>()
  for (const [j, argument] of node.args.entries()) {
    const columns = columnsRead(graph.nodes, [argument])
    const key = JSON.stringify([...columns].sort())
    const group = groups.get(key) ?? []
    group.push({ feature: names(argument), columns, register: runner.further[j]!, weight: node.weights[j]!, mean: node.means[j]! })
    groups.set(key, group)
  }
  return (row) => {
    const prediction = predict(row)
    const contributions = Array.from(groups.values(), contributionOf)
    contributions.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    return { score: prediction.score, prediction, base, contributions }
  }
}

function contributionOf(group: readonly Feature[]): Contribution {
  const features: FeatureContribution[] = []
  let total = 0
  for (const { feature, register, weight, mean } of group) {
    const value = register[0]!
    const contribution = weight * (value - mean)
    features.push({ feature, value, contribution })
    total += contribution
  }
  return { columns: group[0]!.columns, contribution: total, features }
}

/** Names features by node, in their order; equal features are one node and share it. */
function featureNames(outputs: ReadonlyMap<string, number>): (node: number) => string {
  const names = new Map<number, string[]>()
  for (const [name, node] of outputs) {
    if (!name.startsWith(featurePrefix)) continue
    const own = names.get(node) ?? []
    own.push(name.slice(featurePrefix.length))
    names.set(node, own)
  }
  return (node) => {
    const own = names.get(node) ?? [`node ${node}`]
    return own.length > 1 ? own.shift()! : own[0]!
  }
}

function unsupported(model: string, operation: string): MillraceError {
  return new MillraceError({
    code: 'E_EXPLAIN_UNSUPPORTED',
    message: `the model '${model}' cannot explain its scores: they come from '${operation}', and only a linear score is explained so far`,
    details: { model, operation },
  })
}
