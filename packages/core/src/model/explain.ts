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

/**
 * How much of an explanation is wanted.
 *
 * @category Model
 * @since 0.1.0
 */
export interface ExplainOptions {
  /** Most contributions that are listed, the largest in size first; the others still count in the score. @defaultValue all */
  readonly most?: number | undefined
}

/** Explains one row. */
export type Explainer = (row: unknown, options?: ExplainOptions) => Explanation

/** Explains rows of a model whose score is a linear node; made ready at the first row. */
export function createExplainer(definition: ModelDefinition): Explainer {
  let explain: Explainer | null = null
  return (row, options) => {
    explain ??= linearExplainer(definition)
    return explain(row, options)
  }
}

interface Feature {
  readonly feature: string
  readonly columns: readonly string[]
  readonly register: Register
  readonly weight: number
  readonly mean: number
}

function linearExplainer(definition: ModelDefinition): Explainer {
  const { name, graph } = definition
  const scoreIndex = graph.outputs.get('score')!
  const node = graph.nodes[scoreIndex]!
  if (node.op !== 'linear') throw unsupported(name, node.op)
  const runner = createRowRunner(definition, node.args)
  const predict = createPredictor(definition, runner)
  const base = node.args.reduce((sum, _, j) => sum + node.weights[j]! * node.means[j]!, node.intercept)
  const names = featureNames(graph.outputs)
  const byColumns = new Map<string, Feature[]>()
  for (const [j, argument] of node.args.entries()) {
    const columns = columnsRead(graph.nodes, [argument])
    const key = JSON.stringify([...columns].sort())
    const group = byColumns.get(key) ?? []
    group.push({ feature: names(argument), columns, register: runner.further[j]!, weight: node.weights[j]!, mean: node.means[j]! })
    byColumns.set(key, group)
  }
  const groups = [...byColumns.values()]
  const totals = new Float64Array(groups.length)
  return (row, { most = groups.length } = {}) => {
    const prediction = predict(row)
    for (let g = 0; g < groups.length; g++) totals[g] = totalOf(groups[g]!)
    const contributions = largest(totals, most).map((g) => contributionOf(groups[g]!, totals[g]!))
    return { score: prediction.score, prediction, base, contributions }
  }
}

/** As many as are found faster one by one than by sorting all. */
const few = 8

/** Places of the numbers that are largest in size, the earlier first where two are equal. */
function largest(numbers: Float64Array, most: number): number[] {
  const bySize = (a: number, b: number) => Math.abs(numbers[b]!) - Math.abs(numbers[a]!) || a - b
  if (most > few || most >= numbers.length) return [...numbers.keys()].sort(bySize).slice(0, most)
  const places: number[] = []
  while (places.length < most) {
    let next = -1
    for (let i = 0; i < numbers.length; i++) if ((next < 0 || bySize(i, next) < 0) && !places.includes(i)) next = i
    places.push(next)
  }
  return places
}

const ownContribution = ({ register, weight, mean }: Feature) => weight * (register[0]! - mean)

function totalOf(group: readonly Feature[]): number {
  let total = 0
  for (const feature of group) total += ownContribution(feature)
  return total
}

function contributionOf(group: readonly Feature[], contribution: number): Contribution {
  const features = group.map((each) => ({ feature: each.feature, value: each.register[0]!, contribution: ownContribution(each) }))
  return { columns: group[0]!.columns, contribution, features }
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
