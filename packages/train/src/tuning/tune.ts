import { digestJson, digestTable, type Json, specDigest, type Table, type Task, type TaskKind } from '@millrace/core'
import type { MetricNameOf } from '../evaluation/kinds/evaluation-kind.ts'
import { checkWeights } from '../model/check-weights.ts'
import type { ModelSpec } from '../model/define-model.ts'
import { middleOf, type TrialParams } from './draw.ts'
import { fileLog } from './file-log.ts'
import { foldsBySpec, specFolds } from './folds/spec-folds.ts'
import type { StudyFold } from './folds/study-fold.ts'
import { measureBatches } from './measure/measure-batches.ts'
import { metricFor } from './measure/tuning-metric.ts'
import { bestEntries, recordTrial } from './record-trial.ts'
import { tpe } from './search/tpe.ts'
import type { ParamsOf, SearchSpace } from './search-space.ts'
import { bestOf, classesOf, runStudy } from './study.ts'
import type { Trial } from './trial.ts'
import type { TuneOptions } from './tune-options.ts'

/**
 * What tuning found.
 *
 * @category Tuning
 * @since 0.1.0
 */
export interface Tuned<Params, Spec> {
  /** The best trial: of the highest rung, and of equals the earliest. */
  readonly best: Trial<Params>
  /** The spec with the best params, to be trained. */
  readonly spec: Spec
  /** All trials, by number. */
  readonly trials: readonly Trial<Params>[]
  /** The metric that decided. */
  readonly metric: MetricNameOf<TaskKind>
}

/**
 * Searches the params of a spec by cross-validation.
 *
 * Every trial sees the same folds, on which features were fitted once, and the same seed, so that trials differ by their params alone. The result is the same whatever
 * the number of threads, and after any number of interruptions where there is a log. A trial that a `MillraceError` refuses is a failed one and the search goes on.
 * The metric of the best trial flatters it, since it is the best of many: measure anew on held-out rows, or cross-validate a spec with a `tunedTrainer`.
 *
 * @param specOf - the spec with given params
 * @param table - labelled rows
 * @param options - space, search, seed, folds, metric, log
 * @returns the best params and all trials
 * @throws MillraceError `E_TUNING_FAILED` when every trial failed; `E_TUNING_LOG_FOREIGN` when the log is of another tuning, `E_TUNING_LOG_INVALID` when it is damaged
 * otherwise than at its end; and as `crossValidate`
 * @throws RangeError when the metric does not measure what is predicted, or the search has an option out of range
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, logisticRegression, logUniform, randomSearch, train, tune } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const target = binary('repaid', { positive: 'yes' })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const tuned = await tune(({ l2 }) => defineModel({ name: 'repayment', features, target, trainer: logisticRegression({ l2 }) }), loans, {
 *   space: { l2: logUniform(0.001, 1000) },
 *   search: randomSearch({ trials: 5 }),
 *   seed: 7,
 * })
 * tuned.trials.length // => 5
 * tuned.best.params.l2 < 1000 // => true
 * const model = await train(tuned.spec, loans, { seed: 7 })
 * model.definition.estimator.params.l2 === tuned.best.params.l2 // => true
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export async function tune<In, Label, Row, const S extends SearchSpace, Kind extends TaskKind = 'binary'>(
  specOf: (params: ParamsOf<S>) => ModelSpec<In, Label, Row, Kind>,
  table: Table<NoInfer<Row>>,
  options: TuneOptions<S>,
): Promise<Tuned<ParamsOf<S>, ModelSpec<In, Label, Row, Kind>>> {
  const { space, search = tpe({ trials: 50 }), seed, weights, log, run, signal, progress } = options
  checkWeights('tune', weights, table.rowCount)
  const specWith = (params: TrialParams) => specOf(params as ParamsOf<S>) as unknown as ModelSpec<unknown, unknown, unknown, TaskKind>
  const middle = specWith(middleOf(space))
  const foldsOf = foldsBySpec((spec) => specFolds(spec, table as Table, options))
  const [first] = (await foldsOf(middle)) as [StudyFold, ...StudyFold[]]
  const task: Task = first.train.task ?? { kind: 'binary' }
  const metric = metricFor('tune', task, options.metric)
  const count = (await foldsOf(middle)).length

  const { column = null, group = null, time = null, forward = null } = options
  const trials = await runStudy({
    task: `tune ${middle.name}`,
    search,
    context: { space, rows: table.rowCount, folds: count, classes: classesOf(task) },
    seed,
    higherIsBetter: metric.higherIsBetter,
    measure: measureBatches({
      trainerOf: ({ params }) => specWith(params).trainer,
      foldsOf: ({ params }) => foldsOf(specWith(params)),
      metric,
      seed,
      rows: table.rowCount,
      threads: options.threads,
      signal,
    }),
    log: typeof log === 'string' ? fileLog(log) : log,
    digest: digestJson({
      space: space as unknown as Json,
      search: { name: search.name, params: search.params },
      spec: {
        features: specDigest(middle.features),
        target: middle.target as unknown as Json,
        trainer: middle.trainer.name,
        params: middle.trainer.params,
      },
      data: { rows: table.version ?? digestTable(table as Table), weights: weights === undefined ? null : Array.from(weights) },
      folds: { count, column, group, time, forward },
      metric: metric.name,
      seed,
    }),
    onTrial: run && ((trial) => recordTrial(trial, { run, metric: metric.name })),
    signal,
    progress,
  })
  const best = bestOf(trials, metric.higherIsBetter) as Trial<ParamsOf<S>>
  const spec = specOf(best.params)
  await run?.record(bestEntries(best, metric.name))
  return Object.freeze({ best, spec, trials: trials as readonly Trial<ParamsOf<S>>[], metric: metric.name })
}
