import {
  type AnyModel,
  type EstimatorOperation,
  extendGraph,
  type FittedFeatures,
  featurePrefix,
  type GraphNode,
  MillraceError,
  specDigest,
  type TargetRecord,
  type TaskKind,
  type Trainer,
  type TreeEnsemble,
} from '@millrace/core'
import type { ModelSpec } from './define-model.ts'

/** The features of a trained model, to be used as they are: what they learnt stays. */
export function featuresFrom({ definition: { graph, learned } }: AnyModel): FittedFeatures {
  const outputs = new Map<string, number>()
  for (const [name, node] of graph.outputs) if (name.startsWith(featurePrefix)) outputs.set(name.slice(featurePrefix.length), node)
  const serving = extendGraph({ nodes: graph.nodes, outputs }, () => ({}))
  const names = Object.freeze([...outputs.keys()])
  return { names, serving, training: serving, learned: learned.filter(({ feature }) => feature !== 'probability'), engine: 'model' }
}

/** The nodes of a model's estimator, reading all features, in the order of their names. */
export function operationsFrom({ definition: { graph, target } }: AnyModel): readonly EstimatorOperation[] {
  const features = [...graph.outputs].flatMap(([name, node]) => (name.startsWith(featurePrefix) ? [node] : []))
  const places = new Map(features.map((node, index) => [node, index]))
  const remapped = new Map<Int32Array, Int32Array>()
  return scoresOf(target).map((score) => readAll(graph.nodes[graph.outputs.get(score)!]!, { places, remapped, count: features.length }))
}

const scoresOf = (target: TargetRecord) => (target.kind === 'multiclass' ? target.classes.map((_, index) => `score:${index}`) : ['score'])

interface Remap {
  readonly places: ReadonlyMap<number, number>
  /** Arrays that nodes share stay shared. */
  readonly remapped: Map<Int32Array, Int32Array>
  readonly count: number
}

/** A node as it would be if its arguments were all features. */
function readAll(node: GraphNode, { places, remapped, count }: Remap): EstimatorOperation {
  if (node.op !== 'linear' && node.op !== 'trees') throw mismatch(`its score is computed by '${node.op}'`)
  const at = node.args.map((argument) => places.get(argument))
  if (at.includes(undefined)) throw mismatch('its estimator reads what is no feature')
  if (node.op === 'trees') return { op: 'trees', trees: { ...node.trees, feature: renumber(node.trees, at as number[], remapped) } }
  const [weights, means] = [new Float64Array(count), new Float64Array(count)]
  for (const [argument, place] of (at as number[]).entries()) {
    weights[place] = node.weights[argument]!
    means[place] = node.means[argument]!
  }
  return { op: 'linear', weights, means, intercept: node.intercept }
}

function renumber({ feature }: TreeEnsemble, at: readonly number[], remapped: Map<Int32Array, Int32Array>): Int32Array {
  const known = remapped.get(feature) ?? feature.map((argument) => (argument < 0 ? argument : at[argument]!))
  remapped.set(feature, known)
  return known
}

/** Refuses a model that the spec cannot go on from. */
export function requireContinuable(spec: ModelSpec<unknown, unknown, unknown, TaskKind>, trainer: Trainer, { definition }: AnyModel): void {
  const { estimator, lineage } = definition
  if (trainer.continues !== true) {
    throw new MillraceError({
      code: 'E_CONTINUE_UNSUPPORTED',
      message: `train: ${trainer.name} cannot go on from an earlier model; leave out 'from', or use a trainer that continues`,
      details: { trainer: trainer.name },
    })
  }
  if (estimator.kind !== trainer.name) throw mismatch(`it was trained by ${estimator.kind}, not ${trainer.name}`)
  if (lineage.spec !== specDigest(spec.features)) throw mismatch('its features are others than those of the spec')
}

/** Refuses a model that predicts something else. */
export function requireSameTarget({ definition: { target: earlier } }: AnyModel, target: TargetRecord): void {
  if (JSON.stringify({ ...earlier, threshold: 0 }) !== JSON.stringify({ ...target, threshold: 0 }))
    throw mismatch(`its target is ${JSON.stringify(earlier)}, not ${JSON.stringify(target)}`)
}

function mismatch(why: string): MillraceError {
  return new MillraceError({
    code: 'E_CONTINUE_MISMATCH',
    message: `train: the model in 'from' cannot be gone on from: ${why}; train anew, or give a model of the same spec`,
  })
}
