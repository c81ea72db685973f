import { quantilesOfSorted } from '../fit/quantiles.ts'
import { checkScored } from './internal/check-scored.ts'
import { optionError } from './internal/option-error.ts'
import type { Scored } from './scored.ts'

/**
 * How predictions are grouped.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface CalibrationTableOptions {
  /**
   * Number of bins, from 1 to 10,000.
   *
   * @defaultValue 10
   */
  readonly bins?: number
  /**
   * `uniform`: bins of equal width; `quantile`: bins of as equal a number of rows as ties allow, edges by numpy's linear rule.
   *
   * @defaultValue 'uniform'
   */
  readonly strategy?: 'uniform' | 'quantile'
}

/**
 * Rows of similar prediction, and what became of them.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface CalibrationBin {
  /** Lower edge, exclusive but for the first bin. */
  readonly lower: number
  /** Upper edge, inclusive. */
  readonly upper: number
  /** Number of rows, whatever their weight. */
  readonly rows: number
  /** Sum of the weights. */
  readonly weight: number
  /** Weighted mean of the probabilities. */
  readonly meanPredicted: number
  /** Share of positive rows, by weight. */
  readonly observedRate: number
}

/**
 * Predicted against observed rates.
 *
 * @category Metrics
 * @since 0.1.0
 */
export interface CalibrationTable {
  /** Ascending; bins without weight are left out. */
  readonly bins: readonly CalibrationBin[]
  /** Mean over the rows, by weight, of |observed rate - mean predicted| of their bin. */
  readonly expectedCalibrationError: number
  /** The greatest |observed rate - mean predicted| of a bin. */
  readonly maximumCalibrationError: number
}

interface Sums {
  rows: number
  weight: number
  predicted: number
  positive: number
}

/**
 * The reliability diagram of a model as a table, with its calibration errors.
 *
 * A row on an edge belongs to the bin below it, as in scikit-learn's `calibration_curve`. Quantile edges count rows, not weights.
 *
 * @param scored - labels, probabilities of label 1 and weights
 * @param options - number and kind of bins
 * @returns the bins that hold rows, and the errors
 * @throws MillraceError `E_METRIC_OPTION` when an option is outside its range; `E_METRIC_LENGTH`, `E_METRIC_EMPTY`, `E_METRIC_LABEL`,
 * `E_METRIC_SCORE` or `E_METRIC_WEIGHT` when the input is not as {@link Scored} says
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.calibration.calibration_curve.html
 * @see C. Guo et al., On calibration of modern neural networks, ICML 2017 (the errors)
 * @example
 * ```ts
 * import { calibrationTable } from '@millrace/core/metrics'
 *
 * const table = calibrationTable({ label: [0, 0, 1, 1], score: [0.1, 0.3, 0.6, 0.9] }, { bins: 2 })
 * table.bins.map((bin) => bin.meanPredicted) // => [0.2, 0.75]
 * table.bins.map((bin) => bin.observedRate) // => [0, 1]
 * table.expectedCalibrationError // => 0.225
 * ```
 * @category Metrics
 * @since 0.1.0
 */
export function calibrationTable(scored: Scored, options: CalibrationTableOptions = {}): CalibrationTable {
  const edgesOf = checkOptions(options)
  const { label, score, weight } = checkScored(scored, { metric: 'calibrationTable', probability: true })
  const edges = edgesOf(score)
  const sums = Array.from({ length: edges.length - 1 }, (): Sums => ({ rows: 0, weight: 0, predicted: 0, positive: 0 }))
  for (let row = 0; row < score.length; row++) {
    const sum = sums[binOf(score[row]!, edges)]!
    const rowWeight = weight === undefined ? 1 : weight[row]!
    sum.rows++
    sum.weight += rowWeight
    sum.predicted += rowWeight * score[row]!
    sum.positive += rowWeight * label[row]!
  }
  const bins = sums.flatMap(({ rows, weight, predicted, positive }, index) => {
    const range = { lower: edges[index]!, upper: edges[index + 1]! }
    return weight > 0 ? [Object.freeze({ ...range, rows, weight, meanPredicted: predicted / weight, observedRate: positive / weight })] : []
  })
  const total = bins.reduce((sum, bin) => sum + bin.weight, 0)
  const gaps = bins.map((bin) => Math.abs(bin.observedRate - bin.meanPredicted))
  return Object.freeze({
    bins: Object.freeze(bins),
    expectedCalibrationError: bins.reduce((sum, bin, index) => sum + bin.weight * gaps[index]!, 0) / total,
    maximumCalibrationError: Math.max(...gaps),
  })
}

function checkOptions({ bins = 10, strategy = 'uniform' }: CalibrationTableOptions): (score: Float64Array) => readonly number[] {
  const wrong = (option: string, value: unknown, range: string) => optionError({ metric: 'calibrationTable', option, value, range })
  if (!Number.isInteger(bins) || bins < 1 || bins > 10_000) throw wrong('bins', bins, 'an integer from 1 to 10000')
  const shares = Array.from({ length: bins + 1 }, (_, index) => index / bins)
  if (strategy === 'uniform') return () => shares
  if (strategy !== 'quantile') throw wrong('strategy', strategy, "'uniform' or 'quantile'")
  return (score) => quantilesOfSorted(score.toSorted(), shares) as number[]
}

/** The first bin whose upper edge is not below the score. */
function binOf(score: number, edges: readonly number[]): number {
  let low = 0
  let high = edges.length - 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (score <= edges[middle + 1]!) high = middle
    else low = middle + 1
  }
  return low
}
