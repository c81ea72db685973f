import { MillraceError } from '../../errors/millrace-error.ts'
import type { ModelDefinition } from '../model-definition.ts'
import type { ExplainedNode } from './attribution.ts'

/** A score that can be split. */
export interface ExplainedScore {
  /** Index of its node. */
  readonly index: number
  readonly node: ExplainedNode
  /** The class that the score is of; absent where a model has one score. */
  readonly label?: unknown
}

/**
 * Finds the score, or that of a class.
 *
 * @throws MillraceError `E_EXPLAIN_UNSUPPORTED` when the score is neither linear nor of trees
 * @throws RangeError when the model has no score of that label, or needs a label
 */
export function explainedScore(definition: ModelDefinition, label: unknown, caller: string): ExplainedScore {
  const { name, graph, target } = definition
  if (target.kind !== 'multiclass') {
    if (label !== undefined && !(target.kind === 'binary' && label === target.positive)) throw noClass(caller, name, label, [])
    return explained(definition, graph.outputs.get('score')!)
  }
  const index = graph.outputs.get(`score:${target.classes.indexOf(label as never)}`)
  if (index === undefined) throw noClass(caller, name, label, target.classes)
  return { ...explained(definition, index), label }
}

function noClass(caller: string, model: string, label: unknown, classes: readonly unknown[]): RangeError {
  const known = classes.slice(0, 10).map((one) => JSON.stringify(one))
  const which = known.length === 0 ? 'its one score is the only one' : `its classes are ${known.join(', ')}`
  return new RangeError(`${caller}: the model '${model}' has no score of the label ${JSON.stringify(label)}; ${which}`)
}

function explained({ name, graph }: ModelDefinition, index: number): ExplainedScore {
  const node = graph.nodes[index]!
  if (node.op === 'linear' || node.op === 'trees') return { index, node }
  throw new MillraceError({
    code: 'E_EXPLAIN_UNSUPPORTED',
    message: `the model '${name}' cannot explain its scores: they come from '${node.op}', and only linear scores and those of trees are explained`,
    details: { model: name, operation: node.op },
  })
}
