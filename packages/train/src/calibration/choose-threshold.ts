import type { Model, Table } from '@millrace/core'
import { scoredRowsOf } from '../evaluation/score-table.ts'
import type { ScoredRows } from '../evaluation/scored-rows.ts'
import { labelOf } from '../model/assemble-graph.ts'
import { readCriterion, type ThresholdCriterion } from './criterion.ts'
import { bestCut } from './cuts.ts'
import { deriveModel } from './derive-model.ts'
import { probabilityOf } from './probability-of.ts'

/**
 * A threshold and the model that uses it.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface ChosenThreshold<In, Label> {
  /** The least probability of the positive label. */
  readonly threshold: number
  /** What the criterion is at the threshold: the mean cost of a row, F1, or the approval rate. */
  readonly value: number
  /** The model, whose label follows the threshold. */
  readonly model: Model<In, Label>
}

/**
 * Chooses a threshold by rows that the model was not trained on, and puts it into the model's graph.
 *
 * Every midpoint between neighbouring probabilities is tried, and 0.5 is preferred among equals, then the threshold nearest to it. For a calibrated model and costs of
 * wrong labels alone the choice comes near `falsePositive / (falsePositive + falseNegative)`.
 *
 * @param model - a trained model of two classes
 * @param rows - labelled rows that it was not trained on: a table, or scored rows such as `crossValidate` gives out of fold
 * @param criterion - `costs`, `maximize: 'f1'` or `approvalRate`
 * @returns the threshold, what the criterion is there, and a model that labels by it
 * @throws MillraceError `E_COSTS_INVALID` when a cost is not finite or a wrong label costs no more than the right one, `E_TARGET_SINGLE_CLASS` when all labels are alike,
 * the codes of metrics when scored rows are not as {@link ScoredRows} says, and as `evaluate`
 * @throws RangeError when there is not exactly one criterion, or the approval rate is not a number from 0 to 1
 * @see C. Elkan, The foundations of cost-sensitive learning (2001)
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, chooseThreshold, crossValidate, defineModel, logisticRegression, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const model = await train(spec, loans, { seed: 7 })
 * const { outOfFold } = await crossValidate(spec, loans, { seed: 7 })
 * const careful = chooseThreshold(model, outOfFold, { costs: { falsePositive: 5, falseNegative: 1 } })
 * careful.threshold > 0.5 // => true
 * careful.model.predict({ income: 20 }).label // => 'no'
 * chooseThreshold(model, outOfFold, { approvalRate: 0.25 }).value // => 0.25
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function chooseThreshold<In, Label>(
  model: Model<In, Label>,
  rows: Table | ScoredRows,
  criterion: ThresholdCriterion,
): ChosenThreshold<In, Label> {
  const measure = readCriterion(criterion)
  const scored = scoredRowsOf(model, rows)
  const { threshold, value } = bestCut({ ...scored, score: probabilityOf(model.definition, scored.score) }, measure)
  return Object.freeze({ threshold, value, model: withThreshold(model, threshold) })
}

/**
 * The model with another threshold.
 *
 * @param model - a trained model
 * @param threshold - the least probability at which the label is the positive one, from 0 to 1
 * @returns a model that labels by the threshold
 * @throws RangeError when the threshold is not a number from 0 to 1
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, dummy, train, withThreshold } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: dummy() })
 * const model = await train(spec, fromRows(Loan, [{ income: 1, repaid: 'no' }, { income: 2, repaid: 'yes' }]), { seed: 7 })
 * model.predict({ income: 3 }) // => { score: 0, probability: 0.5, label: 'yes' }
 * withThreshold(model, 0.8).predict({ income: 3 }).label // => 'no'
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function withThreshold<In, Label>(model: Model<In, Label>, threshold: number): Model<In, Label> {
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`withThreshold: ${threshold} is not a number from 0 to 1`)
  const target = { ...model.definition.target, threshold }
  return deriveModel(model, ({ output }) => ({ label: labelOf(output('probability'), target) }), { target })
}
