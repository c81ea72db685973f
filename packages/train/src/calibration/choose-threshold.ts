import { MillraceError, type Model, type Table } from '@millrace/core'
import { confusion, type Scored } from '@millrace/core/metrics'
import { scoredRowsOf } from '../evaluation/score-table.ts'
import type { ScoredRows } from '../evaluation/scored-rows.ts'
import { labelOf } from '../model/assemble-graph.ts'
import { deriveModel } from './derive-model.ts'
import { probabilityOf } from './probability-of.ts'

/**
 * What a wrong label costs; right ones cost nothing.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface Costs {
  /** Cost of the positive label where the other is true, above 0. */
  readonly falsePositive: number
  /** Cost of the other label where the positive one is true, above 0. */
  readonly falseNegative: number
}

/**
 * A threshold and the model that uses it.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface ChosenThreshold<In, Label> {
  /** The least probability of the positive label. */
  readonly threshold: number
  /** Mean cost of a row at the threshold. */
  readonly cost: number
  /** The model, whose label follows the threshold. */
  readonly model: Model<In, Label>
}

/**
 * Chooses the threshold that costs least on rows that the model was not trained on, and puts it into the model's graph.
 *
 * Every midpoint between neighbouring probabilities is tried, and 0.5 is preferred among equals, then the threshold nearest to it. For a calibrated model the choice
 * comes near `falsePositive / (falsePositive + falseNegative)`.
 *
 * @param model - a trained model
 * @param rows - labelled rows that it was not trained on: a table, or scored rows such as `crossValidate` gives out of fold
 * @param costs - what a wrong label costs
 * @returns the threshold, its mean cost, and a model that labels by it
 * @throws MillraceError `E_COSTS_INVALID` when a cost is not a finite number above 0, `E_TARGET_SINGLE_CLASS` when all labels are alike, the codes of metrics when scored rows are not as
 * {@link ScoredRows} says, and as `evaluate`
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
 * const careful = chooseThreshold(model, outOfFold, { falsePositive: 5, falseNegative: 1 })
 * careful.threshold > 0.5 // => true
 * careful.model.predict({ income: 20 }).label // => 'no'
 * ```
 * @category Calibration
 * @since 0.1.0
 */
export function chooseThreshold<In, Label>(model: Model<In, Label>, rows: Table | ScoredRows, costs: Costs): ChosenThreshold<In, Label> {
  for (const [name, cost] of Object.entries(costs)) {
    if (cost > 0 && cost < Number.POSITIVE_INFINITY) continue
    throw new MillraceError({
      code: 'E_COSTS_INVALID',
      message: `chooseThreshold: ${name} is ${cost}; a cost is a finite number above 0`,
      details: { name },
    })
  }
  const scored = scoredRowsOf(model, rows)
  const { threshold, cost } = cheapest({ ...scored, score: probabilityOf(model.definition, scored.score) }, costs)
  return Object.freeze({ threshold, cost, model: withThreshold(model, threshold) })
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

function cheapest(scored: Scored, { falsePositive, falseNegative }: Costs) {
  const { label, score, weight } = scored
  const order = Int32Array.from(label, (_, row) => row).sort((a, b) => score[a]! - score[b]!)
  const all = confusion(scored, { threshold: 0 })
  const total = all.falsePositive + all.truePositive
  if (all.falsePositive === 0 || all.truePositive === 0) {
    throw new MillraceError({
      code: 'E_TARGET_SINGLE_CLASS',
      message: 'chooseThreshold: all rows have one label; a threshold is chosen by rows of both',
    })
  }
  let wrongPositive = all.falsePositive
  let wrongNegative = 0
  let best = { threshold: 0, cost: Number.POSITIVE_INFINITY }
  const consider = (threshold: number) => {
    const cost = (wrongPositive * falsePositive + wrongNegative * falseNegative) / total
    const nearer = Math.abs(threshold - 0.5) < Math.abs(best.threshold - 0.5)
    if (cost < best.cost || (cost === best.cost && nearer)) best = { threshold, cost }
  }
  consider(Math.min(0.5, score[order[0]!]!))
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    if (label[row] === 1) wrongNegative += weight?.[row] ?? 1
    else wrongPositive -= weight?.[row] ?? 1
    const here = score[row]!
    const next = i + 1 < order.length ? score[order[i + 1]!]! : 1
    if (next > here) consider(nearestToHalf(here, next))
  }
  return best
}

/** A threshold above the one score and at or below the other: 0.5 where it lies between, else the middle. */
function nearestToHalf(below: number, above: number): number {
  if (below < 0.5 && above >= 0.5) return 0.5
  const middle = below + (above - below) / 2
  return middle > below ? middle : above
}
