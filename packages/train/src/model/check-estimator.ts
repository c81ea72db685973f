import {
  canonicalJson,
  checkTrees,
  type EstimatorOperation,
  type FittedEstimator,
  MillraceError,
  type Task,
  type Trainer,
  type TrainingData,
} from '@millrace/core'
import { targetKindOf } from './targets/target-kinds.ts'

/** Checks what a trainer returned, so that a faulty one is found when it trains and not when its model is loaded or scores. */
export function checkEstimator(
  { name, params }: Trainer,
  estimator: FittedEstimator,
  { features, task = { kind: 'binary' } }: Pick<TrainingData, 'features' | 'task'>,
): void {
  const wrong =
    faultIn(estimator, features.length, task) ??
    faultOf(() => canonicalJson({ params, diagnostics: estimator.diagnostics }), 'with params or diagnostics that are not JSON')
  if (wrong === null) return
  throw new MillraceError({
    code: 'E_ESTIMATOR_INVALID',
    message: `train: the trainer '${name}' returned an estimator ${wrong.what}; look for the fault in the trainer`,
    details: { trainer: name },
    cause: wrong.cause,
  })
}

interface Fault {
  readonly what: string
  readonly cause?: unknown
}

function faultIn({ operations, features, scale }: FittedEstimator, count: number, task: Task): Fault | null {
  const args = features?.length ?? count
  const stray = features?.find((index) => !(Number.isInteger(index) && index >= 0 && index < count))
  if (stray !== undefined) return { what: `that reads feature ${stray} of ${count}` }
  if (!targetKindOf(task).scales.includes(scale)) return { what: `on the scale '${scale}' for a ${task.kind} target` }
  const expected = task.kind === 'multiclass' ? task.classes : 1
  if (operations.length !== expected) return { what: `of ${operations.length} nodes in place of ${expected}` }
  for (const operation of operations) {
    const fault = faultInOperation(operation, args)
    if (fault !== null) return fault
  }
  return null
}

function faultInOperation(operation: EstimatorOperation, args: number): Fault | null {
  if (operation.op === 'trees') return faultOf(() => checkTrees(operation.trees, { features: args }), 'with trees that are not well-formed')
  const { weights, means, intercept } = operation
  if (weights.length !== args || means.length !== args)
    return { what: `with ${weights.length} weights and ${means.length} means for ${args} features` }
  return [...weights, ...means, intercept].every(Number.isFinite) ? null : { what: 'with a weight, mean or intercept that is not finite' }
}

function faultOf(check: () => unknown, what: string): Fault | null {
  try {
    check()
    return null
  } catch (cause) {
    return { what: `${what} (${(cause as Error).message})`, cause }
  }
}
