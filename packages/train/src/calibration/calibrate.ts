import { add, MillraceError, type Model, mul, type Provenance, type Table } from '@millrace/core'
import { fitSigmoid } from '@millrace/core/metrics'
import { scoredRowsOf } from '../evaluation/score-table.ts'
import type { ScoredRows } from '../evaluation/scored-rows.ts'
import { labelOf, logistic } from '../model/assemble-graph.ts'
import { deriveModel } from './derive-model.ts'

/**
 * How {@link calibrate} maps scores to probabilities.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface CalibrateOptions {
  /** Platt's sigmoid of the score: two parameters, fit for a few hundred rows. @defaultValue 'sigmoid' */
  readonly method?: 'sigmoid'
}

const calibration = 'calibration-'

/**
 * Makes a model's probabilities agree with rows that it was not trained on: `probability = 1 / (1 + exp(a score + b))`, as nodes of its graph.
 *
 * The label follows the new probability at the model's threshold; a threshold chosen before is to be chosen again. A calibration that the model had before is replaced.
 *
 * @param model - a trained model
 * @param rows - labelled rows that it was not trained on: a table, or scored rows such as `crossValidate` gives out of fold
 * @param options - the method
 * @returns a model with other probabilities and the same scores
 * @throws MillraceError `E_TARGET_NULL`, `E_METRIC_ONE_CLASS` for labels that say nothing; `E_SCORE_NULL` when a row has no score; `E_MODEL_HAS_POLICY` when the
 * model has a policy already; and as `predict`
 * @see J. Platt, Probabilistic outputs for support vector machines (1999)
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, calibrate, crossValidate, defineModel, logisticRegression, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const model = await train(spec, loans, { seed: 7 })
 * const { outOfFold } = await crossValidate(spec, loans, { seed: 7 })
 * const calibrated = calibrate(model, outOfFold)
 * calibrated.predict({ income: 20 }).score === model.predict({ income: 20 }).score // => true
 * calibrated.predict({ income: 20 }).probability === model.predict({ income: 20 }).probability // => false
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function calibrate<In, Label>(
  model: Model<In, Label>,
  rows: Table | ScoredRows,
  { method = 'sigmoid' }: CalibrateOptions = {},
): Model<In, Label> {
  const { name, target, learned, graph } = model.definition
  if (graph.outputs.has('decision')) {
    throw new MillraceError({
      code: 'E_MODEL_HAS_POLICY',
      message: `calibrate: the policy of '${name}' rests on its probability, which calibration changes; calibrate first, then apply the policy`,
      details: { model: name },
    })
  }
  const scored = scoredRowsOf(model, rows)
  const { a, b } = fitSigmoid(scored)
  const provenance: Provenance = {
    feature: 'probability',
    kind: `${calibration}${method}`,
    version: 1,
    params: { rows: scored.label.length },
    state: { a, b },
  }
  return deriveModel(
    model,
    ({ output }) => {
      const probability = logistic(add(mul(output('score'), -a), -b))
      return { probability, label: labelOf(probability, target) }
    },
    { learned: [...learned.filter(({ kind }) => !kind.startsWith(calibration)), Object.freeze(provenance)] },
  )
}
