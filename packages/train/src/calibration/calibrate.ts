import { MillraceError, type Model, type Provenance, type Table, type TaskKind } from '@millrace/core'
import type { Scored } from '@millrace/core/metrics'
import { scoredRowsOf } from '../evaluation/score-table.ts'
import type { ScoredRows } from '../evaluation/scored-rows.ts'
import { labelOf } from '../model/assemble-graph.ts'
import { calibrateClasses, type ScoredClasses } from './calibrate-classes.ts'
import { type Curve, isotonicCurve, sigmoidCurve, temperatureCurve } from './curves.ts'
import { deriveModel } from './derive-model.ts'
import { calibration, type ScoreScale, scaleOf } from './score-scale.ts'

/**
 * A way to make probabilities of scores.
 *
 * @category Calibration
 * @since 0.1.0
 */
export type CalibrationMethod = 'sigmoid' | 'isotonic' | 'temperature'

/**
 * How {@link calibrate} maps scores to probabilities.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface CalibrateOptions {
  /**
   * - `sigmoid`: Platt's, `1 / (1 + exp(a score + b))`; two parameters, fit for a few hundred rows.
   * - `isotonic`: any curve that never falls, as straight lines between knots; equal scores pooled first. It makes ties.
   * - `temperature`: `1 / (1 + exp(-score / T))`; one parameter, keeps the cut at 0.5 where it is.
   *
   * @defaultValue `isotonic` from 1,000 rows on of which 100 have the rarer label, else `sigmoid`
   */
  readonly method?: CalibrationMethod | undefined
}

/**
 * How {@link calibrate} maps the scores of several classes to probabilities.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface CalibrateClassesOptions {
  /** `softmax(logits / T)`: one parameter, which keeps the likeliest class the likeliest. @defaultValue 'temperature' */
  readonly method?: 'temperature' | undefined
}

/**
 * Makes a model's probabilities agree with rows that it was not trained on, by nodes between the score and the probability of its graph.
 *
 * The label follows the new probability at the model's threshold; a threshold chosen before is to be chosen again. A calibration that the model had before is replaced.
 * Where the score is itself a probability, as a forest's, `temperature` divides its log-odds (of several classes its logarithm).
 *
 * @param model - a trained model of two classes, or of several
 * @param rows - labelled rows that it was not trained on: a table, or scored rows such as `crossValidate` gives out of fold
 * @param options - the method; several classes have `temperature` alone
 * @returns a model with other probabilities and the same scores
 * @throws MillraceError `E_TARGET_NULL`, `E_METRIC_ONE_CLASS` for labels that say nothing; `E_SCORE_NULL` when a row has no score; `E_MODEL_HAS_POLICY` when the
 * model has a policy already; and as `predict`
 * @throws RangeError when the model predicts a number, or has several classes and the method is not `temperature`
 * @see J. Platt, Probabilistic outputs for support vector machines (1999)
 * @see B. Zadrozny and C. Elkan, Transforming classifier scores into accurate multiclass probability estimates (2002)
 * @see C. Guo et al., On calibration of modern neural networks (2017)
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
export function calibrate<In, Label>(model: Model<In, Label>, rows: Table | ScoredRows, options?: CalibrateOptions): Model<In, Label>
export function calibrate<In, Label>(
  model: Model<In, Label, 'multiclass'>,
  rows: Table | ScoredClasses,
  options?: CalibrateClassesOptions,
): Model<In, Label, 'multiclass'>
export function calibrate(
  model: Model<never, unknown, TaskKind>,
  rows: Table | ScoredRows | ScoredClasses,
  options: CalibrateOptions = {},
): unknown {
  const { kind } = model.definition.target
  if (kind === 'regression') throw new RangeError(`calibrate: '${model.name}' predicts a number, which has no probability`)
  if (kind === 'binary') return calibrateBinary(model as Model<never, unknown>, rows as Table | ScoredRows, options)
  const { method = 'temperature' } = options
  if (method !== 'temperature') throw new RangeError(`calibrate: ${method} is for two classes; several are calibrated by temperature`)
  return calibrateClasses(model as Model<never, unknown, 'multiclass'>, rows as Table | ScoredClasses)
}

function calibrateBinary(model: Model<never, unknown>, rows: Table | ScoredRows, options: CalibrateOptions): Model<never, unknown> {
  const { name, target, learned, graph } = model.definition
  if (graph.outputs.has('decision')) {
    throw new MillraceError({
      code: 'E_MODEL_HAS_POLICY',
      message: `calibrate: the policy of '${name}' rests on its probability, which calibration changes; calibrate first, then apply the policy`,
      details: { model: name },
    })
  }
  const scored = scoredRowsOf(model, rows)
  const { method = methodFor(scored) } = options
  const scale = scaleOf(model.definition)
  const curve = curveBy[method](scored, scale)
  const provenance: Provenance = {
    feature: 'probability',
    kind: `${calibration}${method}`,
    version: 1,
    params: { rows: scored.label.length, scale },
    state: curve.state,
  }
  return deriveModel(
    model,
    ({ output }) => {
      const probability = curve.probability(output('score'))
      return { probability, label: labelOf(probability, target) }
    },
    { learned: [...learned.filter(({ kind }) => !kind.startsWith(calibration)), Object.freeze(provenance)] },
  )
}

const curveBy: Record<CalibrationMethod, (scored: Scored, scale: ScoreScale) => Curve> = {
  sigmoid: sigmoidCurve,
  isotonic: isotonicCurve,
  temperature: temperatureCurve,
}

/** An isotonic fit of few rows, or of few of one label, follows their noise. */
function methodFor({ label }: ScoredRows): CalibrationMethod {
  const positive = label.reduce((sum, value) => sum + value, 0)
  return label.length >= 1000 && Math.min(positive, label.length - positive) >= 100 ? 'isotonic' : 'sigmoid'
}
