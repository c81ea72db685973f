import { type FittedEstimator, MillraceError, type Task, type Trainer, type TrainOptions } from '@millrace/core'
import { predictColumns } from '../../matrix/predict-columns.ts'
import { checkEstimator } from '../../model/check-estimator.ts'
import type { StudyFold } from '../folds/study-fold.ts'
import type { MetricOfTask } from './tuning-metric.ts'

/** Fits a trainer to a fold's rows and measures it on those held out. */
export async function measureFold(
  trainer: Trainer,
  fold: StudyFold,
  options: TrainOptions & { readonly metric: MetricOfTask },
): Promise<number> {
  const { metric, ...rest } = options
  requireNoNull(trainer, fold)
  return scoreFold(trainer, await trainer.fit(fold.train, rest), { fold, metric })
}

/** Measures what a trainer fitted. */
export function scoreFold(
  trainer: Trainer,
  estimator: FittedEstimator,
  { fold, metric }: { readonly fold: StudyFold; readonly metric: MetricOfTask },
): number {
  checkEstimator(trainer, estimator, fold.train)
  const task: Task = fold.train.task ?? { kind: 'binary' }
  return metric.measure(predictColumns(estimator, fold.test.features, task), fold.test)
}

/** Refuses null features for a trainer that does not accept them, in rows to learn from and in those to measure on. */
export function requireNoNull({ acceptsNull, name }: Trainer, { train, test }: StudyFold): void {
  if (acceptsNull) return
  const index = train.features.findIndex((column, feature) => column.some(Number.isNaN) || test.features[feature]!.some(Number.isNaN))
  if (index < 0) return
  throw new MillraceError({
    code: 'E_FEATURE_NULL',
    message: `tune: the feature '${train.names[index]}' may be null, and ${name} does not accept null; impute it, or use a trainer that does`,
    details: { feature: train.names[index]! },
  })
}
