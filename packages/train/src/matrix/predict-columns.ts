import { type Column, estimate, extendGraph, type FittedEstimator, runGraph, type TargetRecord, type Task } from '@millrace/core'
import { targetKindOf } from '../model/targets/target-kinds.ts'

/** What an estimator predicts of columns, as a model's graph would: the probability of each class (for two classes of the second alone), or the value. */
export function predictColumns(estimator: FittedEstimator, features: readonly Float64Array[], task: Task): readonly Float64Array[] {
  const { operations, scale, features: used = features.map((_, index) => index) } = estimator
  const record = recordOf(task)
  const graph = extendGraph({ nodes: [], outputs: new Map() }, ({ column }) => {
    const args = used.map((index) => column({ name: String(index), kind: 'number', nullable: true, optional: false }))
    const outputs = targetKindOf(record).outputs(
      operations.map((operation) => estimate(operation, args)),
      scale,
      record,
    )
    return Object.fromEntries(wanted(record).map((name) => [name, outputs[name]!]))
  })
  const rowCount = features[0]?.length ?? 0
  const columns = runGraph(graph, { rowCount, column: (name) => ({ type: 'number', values: features[Number(name)]! }) })
  return wanted(record).map((name) => (columns.get(name) as Column & { readonly type: 'number' }).values)
}

/** A target whose labels are the indexes of classes, which is what trainers are given. */
function recordOf(task: Task): TargetRecord {
  if (task.kind === 'multiclass') return { kind: task.kind, column: '', classes: Array.from({ length: task.classes }, (_, index) => index) }
  return task.kind === 'regression'
    ? { kind: task.kind, column: '' }
    : { kind: 'binary', column: '', positive: 1, negative: 0, threshold: 0.5 }
}

function wanted(target: TargetRecord): readonly string[] {
  if (target.kind === 'binary') return ['probability']
  return target.kind === 'regression' ? ['value'] : target.classes.map((_, index) => `probability:${index}`)
}
