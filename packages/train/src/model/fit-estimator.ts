import {
  type AnyModel,
  type FittedEstimator,
  MillraceError,
  type TaskKind,
  type Trainer,
  type TrainingRows,
  type TrainOptions,
} from '@millrace/core'
import { checkEstimator } from './check-estimator.ts'
import { operationsFrom, requireContinuable, requireSameTarget } from './continue-from.ts'
import type { Prepared } from './prepare.ts'

/** What {@link fitEstimator} may be told. */
export interface FitEstimatorOptions extends Omit<TrainOptions, 'from'> {
  /** A model of the same spec to go on from. */
  readonly from?: AnyModel | undefined
}

/** Trains an estimator on prepared columns, and checks it. */
export async function fitEstimator<Kind extends TaskKind>(
  { spec, target, data }: Prepared<Kind>,
  trainer: Trainer,
  { seed, signal, progress, from }: FitEstimatorOptions,
): Promise<FittedEstimator> {
  if (from !== undefined) {
    requireContinuable(spec, trainer, from)
    requireSameTarget(from, target.record)
  }
  requireNoNull(trainer, data.names, data)
  if (data.validation !== undefined) requireNoNull(trainer, data.names, data.validation)
  const estimator = await trainer.fit(data, { seed, signal, progress, ...(from && { from: operationsFrom(from) }) })
  checkEstimator(trainer, estimator, data)
  return estimator
}

function requireNoNull({ name, acceptsNull }: Trainer, names: readonly string[], { features }: TrainingRows): void {
  if (acceptsNull) return
  for (const [index, feature] of features.entries()) {
    const row = feature.findIndex((value) => Number.isNaN(value))
    if (row < 0) continue
    throw new MillraceError({
      code: 'E_FEATURE_NULL',
      message: `train: the feature '${names[index]}' is null in row ${row}, and ${name} does not accept null; impute it, or use a trainer that does`,
      details: { feature: names[index]!, row },
    })
  }
}
