import { MillraceError } from '@millrace/core'
import type { Confusion } from '@millrace/core/metrics'

/**
 * The cost matrix: what a prediction costs, by whether it is right.
 *
 * A negative cost is a gain. A wrong prediction must cost more than the right one of the same row would.
 *
 * @category Calibration
 * @since 0.1.0
 */
export interface Costs {
  /** Cost of the positive label where the other is true. */
  readonly falsePositive: number
  /** Cost of the other label where the positive one is true. */
  readonly falseNegative: number
  /** Cost of the positive label where it is true. @defaultValue 0 */
  readonly truePositive?: number
  /** Cost of the other label where it is true. @defaultValue 0 */
  readonly trueNegative?: number
}

/**
 * What `chooseThreshold` goes by: exactly one of costs, a metric to maximise, and an approval rate.
 *
 * @category Calibration
 * @since 0.1.0
 */
export type ThresholdCriterion =
  | {
      /** The mean cost of a row is made least. */
      readonly costs: Costs
    }
  | {
      /** The metric is made greatest. */
      readonly maximize: 'f1'
    }
  | {
      /** The share of rows, by weight, that get the positive label is brought as near as ties allow, from 0 to 1. */
      readonly approvalRate: number
    }

/** What is measured at a cut, and how far that is from what is wanted: the least distance wins. */
export interface Measure {
  value(at: Confusion): number
  distance(value: number): number
}

export function readCriterion(criterion: ThresholdCriterion): Measure {
  if (Object.keys(criterion).length !== 1) throw misuse(`${Object.keys(criterion).join(' and ') || 'nothing'} is given`)
  if ('costs' in criterion) return meanCost(criterion.costs)
  if ('approvalRate' in criterion) return rateNear(criterion.approvalRate)
  if (criterion.maximize !== 'f1') throw misuse(`'${criterion.maximize}' cannot be maximized`)
  const value = ({ truePositive, falsePositive, falseNegative }: Confusion) =>
    truePositive > 0 ? truePositive / (truePositive + (falsePositive + falseNegative) / 2) : 0
  return { value, distance: (f1) => -f1 }
}

function meanCost(costs: Costs): Measure {
  const { falsePositive, falseNegative, truePositive = 0, trueNegative = 0 } = costs
  for (const [name, cost] of Object.entries({ falsePositive, falseNegative, truePositive, trueNegative })) {
    if (!Number.isFinite(cost)) throw costsInvalid(name, `${name} is ${cost}; a cost is a finite number`)
  }
  if (falsePositive <= trueNegative)
    throw costsInvalid('falsePositive', `falsePositive, ${falsePositive}, is not above trueNegative, ${trueNegative}`)
  if (falseNegative <= truePositive)
    throw costsInvalid('falseNegative', `falseNegative, ${falseNegative}, is not above truePositive, ${truePositive}`)
  return {
    value: (at) =>
      (at.falsePositive * falsePositive +
        at.falseNegative * falseNegative +
        at.truePositive * truePositive +
        at.trueNegative * trueNegative) /
      total(at),
    distance: (cost) => cost,
  }
}

function rateNear(wanted: number): Measure {
  if (!(wanted >= 0 && wanted <= 1)) throw misuse(`the approval rate ${wanted} is not a number from 0 to 1`)
  return { value: (at) => (at.truePositive + at.falsePositive) / total(at), distance: (rate) => Math.abs(rate - wanted) }
}

const total = (at: Confusion) => at.truePositive + at.falsePositive + at.trueNegative + at.falseNegative

const misuse = (what: string) => new RangeError(`chooseThreshold: ${what}; give costs, maximize: 'f1' or approvalRate`)

function costsInvalid(name: string, why: string): MillraceError {
  const message = `chooseThreshold: ${why}; a wrong label costs more than the right one`
  return new MillraceError({ code: 'E_COSTS_INVALID', message, details: { name } })
}
