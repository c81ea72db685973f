import type { Json, Task, TaskKind, Trainer } from '@millrace/core'
import { middleOf, type TrialParams } from './draw.ts'
import { dataFolds } from './folds/data-folds.ts'
import { measureBatches } from './measure/measure-batches.ts'
import { requireNoNull } from './measure/measure-fold.ts'
import { metricFor } from './measure/tuning-metric.ts'
import { tpe } from './search/tpe.ts'
import type { ParamsOf, SearchSpace } from './search-space.ts'
import { bestOf, classesOf, runStudy } from './study.ts'
import type { TunedTrainerOptions } from './tune-options.ts'

/**
 * A trainer that searches its own params: each `fit` tunes by cross-validation within the rows it is given, and then fits to all of them with the best params.
 *
 * Cross-validating a spec with such a trainer is nested cross-validation: what a fold is measured on had no part in the choice of its params, so the estimate does not
 * flatter. Features are fitted outside, on the rows of the outer fold that are learnt from. Folds within are stratified and at random; for grouped or ordered rows use
 * `tune`, whose folds can be stored ones.
 *
 * @param trainerOf - the trainer with given params
 * @param options - space, search, number of folds, metric
 * @returns a trainer; the params it found and their metric are in the diagnostics of what it fits, under `tuning`
 * @throws RangeError when an option is out of range
 * @see G. C. Cawley and N. L. C. Talbot, On over-fitting in model selection and subsequent selection bias in performance evaluation, JMLR 11 (2010)
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, crossValidate, defineModel, logisticRegression, logUniform, randomSearch, tunedTrainer } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const trainer = tunedTrainer(({ l2 }) => logisticRegression({ l2 }), {
 *   space: { l2: logUniform(0.01, 100) },
 *   search: randomSearch({ trials: 4 }),
 *   folds: 3,
 * })
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer })
 * const loans = fromRows(Loan, Array.from({ length: 60 }, (_, i) => ({ income: i, repaid: i % 5 < i / 15 ? 'yes' : 'no' })))
 * const nested = await crossValidate(spec, loans, { seed: 7 })
 * nested.folds.length // => 5
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function tunedTrainer<const S extends SearchSpace, AcceptsNull extends boolean, Tasks extends TaskKind>(
  trainerOf: (params: ParamsOf<S>) => Trainer<AcceptsNull, Tasks>,
  options: TunedTrainerOptions<S>,
): Trainer<AcceptsNull, Tasks> {
  const { space, search = tpe({ trials: 50 }), folds = 5, metric: metricName, threads } = options
  if (!(Number.isInteger(folds) && folds >= 2)) throw new RangeError(`tunedTrainer: folds is ${folds}, not a whole number from 2`)
  const trainerWith = (params: TrialParams) => trainerOf(params as ParamsOf<S>)
  const middle = trainerWith(middleOf(space))
  const { name, params, acceptsNull, tasks } = middle
  const tuning = { space, search: { name: search.name, ...search.params }, folds, metric: metricName ?? null }
  return Object.freeze({
    specVersion: 1,
    name: `tuned-${name}`,
    params: Object.freeze({ ...params, tuning: tuning as unknown as Json }),
    acceptsNull,
    tasks,
    async fit(data, { seed, signal, progress }) {
      const task: Task = data.task ?? { kind: 'binary' }
      const metric = metricFor('tunedTrainer', task, metricName)
      requireNoNull(middle, { train: data, test: data })
      const made = dataFolds(data, { folds, seed })
      const rows = data.target.length
      const trials = await runStudy({
        task: `tune ${name}`,
        search,
        context: { space, rows, folds, classes: classesOf(task) },
        seed,
        higherIsBetter: metric.higherIsBetter,
        measure: measureBatches({
          trainerOf: (proposal) => trainerWith(proposal.params),
          foldsOf: async () => made,
          metric,
          seed,
          rows,
          threads,
          signal,
        }),
        signal,
        progress,
      })
      const best = bestOf(trials, metric.higherIsBetter)
      const fitted = await trainerWith(best.params).fit(data, { seed, signal })
      const found = { params: best.params, metric: metric.name, mean: best.mean, deviation: best.deviation, trials: trials.length }
      return { ...fitted, diagnostics: { ...fitted.diagnostics, tuning: found } }
    },
  } satisfies Trainer<AcceptsNull, Tasks>)
}
