import type { Json, TaskKind, Trainer } from '@millrace/core'
import { checkOptions } from './check-options.ts'
import { fitBoosting } from './fit/fit-boosting.ts'
import type { GradientBoostingOptions } from './options.ts'

/**
 * Gradient boosting: trees that are grown one after the other, each on the gradients of the loss that the earlier ones left, from histograms of binned features.
 *
 * It learns two labels, several classes, and numbers; takes null, which each split sends the way that lowers the loss more, and features of categories as they are. Defaults
 * stop early: below 5,000 rows the number of rounds is found by an inner cross-validation, above on a tenth of the rows that is held out, or on the validation rows where
 * there are some. With `earlyStopping: false` they are those of the common libraries: 100 trees, learning rate 0.1, all rows in each round.
 *
 * Gradients are rounded, by chance but by a chance that follows from what the row holds, to whole numbers whose sums are exact. So the model has the same bits on any
 * number of threads and with either kernel, and, where no rows are drawn or held out, in any order of the rows (up to 200,000, from which all bins are made). The rounding
 * is far finer than the noise of the gradients.
 *
 * Nodes carry what they would output as leaves, the training weight that reached them, and the gain of their split: twice what the split lowers the penalised loss by, in
 * second order and before the learning rate. The diagnostics hold the number of rounds, the held-out losses, and gains and counts of splits by feature.
 *
 * @param options - loss, trees, and what keeps them from fitting noise
 * @returns a trainer, which accepts null features and goes on from earlier fits; a `loss` makes it one for numbers alone
 * @throws RangeError when an option is out of range; fitting throws `E_FEATURE_RANGE` where a feature is infinite, `E_TARGET_RANGE` where a target is too large for the loss
 * or a count negative, `E_ROWS_RANGE` for no rows or more than 2^24, `E_FEATURE_UNKNOWN` where a constraint names no feature, `E_MONOTONE_UNSUPPORTED` where a monotone
 * constraint cannot be kept, `E_TASK_UNSUPPORTED` where the loss does not fit the target, `E_CONTINUE_MISMATCH` where it cannot go on from a fit, `E_WORKER_DIED`
 * @see Friedman, Greedy function approximation: a gradient boosting machine, 2001, and Ke et al., LightGBM: A Highly Efficient Gradient Boosting Decision Tree, 2017
 * @example
 * ```ts
 * import { gradientBoosting } from '@millrace/train'
 *
 * const x = Float64Array.from({ length: 200 }, (_, row) => row / 200)
 * const target = x.map((value) => Number(value > 0.5))
 * const trainer = gradientBoosting({ trees: 20, earlyStopping: false })
 * const { operations, diagnostics } = await trainer.fit({ features: [x], names: ['x'], target }, { seed: 7 })
 * operations[0]?.op // => 'trees'
 * diagnostics.rounds // => 20
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function gradientBoosting(
  options: GradientBoostingOptions & { readonly loss: NonNullable<GradientBoostingOptions['loss']> },
): Trainer<true, 'regression'>
export function gradientBoosting(options?: GradientBoostingOptions): Trainer<true, TaskKind>
export function gradientBoosting(options: GradientBoostingOptions = {}): Trainer<true, TaskKind> {
  checkOptions(options)
  const tasks: readonly TaskKind[] = options.loss === undefined ? ['binary', 'multiclass', 'regression'] : ['regression']
  return Object.freeze({
    specVersion: 1 as const,
    name: 'gradient-boosting',
    params: paramsOf(options),
    acceptsNull: true as const,
    tasks,
    continues: true,
    fit: (data, work) => fitBoosting(data, work, options),
  } satisfies Trainer<true, TaskKind>)
}

/** The options that the model depends on. */
function paramsOf({ threads, kernel, ...params }: GradientBoostingOptions): Readonly<Record<string, Json>> {
  return Object.freeze(JSON.parse(JSON.stringify(params)) as Readonly<Record<string, Json>>)
}
