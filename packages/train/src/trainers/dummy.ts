import type { EstimatorOperation, FittedEstimator, Task, TaskKind, Trainer, TrainingRows } from '@millrace/core'

/**
 * A baseline that knows no feature: for every row it answers the share of each class, or the mean of a number.
 *
 * A model that does not beat it has learnt nothing. Null features are accepted, since none is read; weights are honoured.
 *
 * @returns a trainer
 * @example
 * ```ts
 * import { dummy } from '@millrace/train'
 *
 * const { diagnostics } = await dummy().fit({ features: [], names: [], target: Float64Array.of(1, 1, 1, 0) }, { seed: 7 })
 * diagnostics.share // => 0.75
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function dummy(): Trainer<true, TaskKind> {
  return Object.freeze({
    specVersion: 1 as const,
    name: 'dummy',
    params: Object.freeze({}),
    acceptsNull: true as const,
    tasks: Object.freeze(['binary', 'multiclass', 'regression'] as const),
    async fit({ task = { kind: 'binary' }, ...rows }, { signal }) {
      signal?.throwIfAborted()
      return { features: [], warnings: [], ...answers[task.kind](rows, task) }
    },
  } satisfies Trainer<true, TaskKind>)
}

type Answer = Pick<FittedEstimator, 'operations' | 'scale' | 'diagnostics'>

const answers: Readonly<Record<TaskKind, (rows: TrainingRows, task: Task) => Answer>> = {
  binary({ target, weights }) {
    const share = meanOf(target, weights)
    return { operations: [constant(Math.log(share / (1 - share)))], scale: 'log-odds', diagnostics: { share } }
  },
  multiclass({ target, weights }, task) {
    const count = task.kind === 'multiclass' ? task.classes : 2
    const shares = Array.from({ length: count }, (_, own) => meanOf(target, weights, (index) => Number(index === own)))
    return { operations: shares.map((share) => constant(Math.log(share))), scale: 'log-odds', diagnostics: { shares } }
  },
  regression({ target, weights }) {
    const mean = meanOf(target, weights)
    return { operations: [constant(mean)], scale: 'value', diagnostics: { mean } }
  },
}

const constant = (intercept: number): EstimatorOperation => ({
  op: 'linear',
  weights: new Float64Array(),
  means: new Float64Array(),
  intercept,
})

function meanOf(target: Float64Array, weights: Float64Array | undefined, of = (value: number) => value): number {
  let total = 0
  let sum = 0
  for (let row = 0; row < target.length; row++) {
    const weight = weights?.[row] ?? 1
    total += weight
    sum += weight * of(target[row]!)
  }
  return sum / total
}
