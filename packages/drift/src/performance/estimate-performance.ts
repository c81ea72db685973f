import { againstReference, estimatedFigures } from './performance-figures.ts'
import { checkThreshold, type LabelledScores, type PerformanceOptions, type ScoreCells } from './performance-input.ts'
import { type PerformanceReference, readReference } from './performance-reference.ts'
import type { PerformanceReport } from './performance-report.ts'
import { readCells } from './read-cells.ts'
import { type ReadScores, readScores } from './read-scores.ts'
import { expectLabels, type ScoreTally } from './score-tally.ts'

/**
 * Scores without labels, and labelled ones to learn from.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface UnlabelledScores {
  /** Probability of the positive label for each row, in [0, 1]; NaN is left out. Or their counts by cell, whose labels are not read. */
  readonly scores: ArrayLike<number> | ScoreCells
  /** Labelled rows that the model was not trained on, or their counts by cell. */
  readonly reference: LabelledScores | ScoreCells
}

/**
 * Estimates how well a model does on rows whose labels are not known yet, from its scores alone (confidence-based performance estimation, CBPE).
 *
 * A row of calibrated probability p counts as p of a positive row and as 1 - p of a negative one; every metric follows from such counts, the area under the curve
 * with rows in order of their score and ties counting half. Scores are first calibrated on the reference, by isotonic regression from 1,000 rows on and Platt's sigmoid below,
 * where this lowers the expected calibration error out of fold. Log loss and Brier score are those expected of the scores as the model gave them.
 *
 * It holds where the inputs shift and the relation of inputs and label stays (covariate shift). It cannot see that relation change (concept drift): for that wait for
 * labels and use {@link conceptDrift}. Standard errors and bands are of the figure that labels will show on as many rows: by the delta method, for the area under the
 * curve DeLong's, with expected labels for labels; the noise of the reference's labels, which the calibration rests on, and what the estimate
 * misses on the reference itself are added.
 *
 * @param input - the scores, and labelled scores of the reference, best of held-out rows
 * @param options - the threshold
 * @returns the estimates beside the reference's realised figures; `alert` where one is worse by more than both bands explain
 * @throws MillraceError `E_PERFORMANCE_INPUT` when a score is no probability, a label is not 0, 1 or NaN, or cells and counts do not match;
 * `E_DRIFT_EMPTY` when a side has no rows; `E_DRIFT_OPTION` when the threshold is not finite
 * @see J. Białek et al., Estimating model performance under covariate shift without labels, arXiv 2401.08348
 * @see E. R. DeLong et al., Comparing the areas under two or more correlated receiver operating characteristic curves, Biometrics 44 (1988)
 * @see R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17 (1998)
 * @example
 * ```ts
 * import { estimatePerformance } from '@millrace/drift'
 *
 * const held = Array.from({ length: 1000 }, (_, i) => (i % 10) / 10 + 0.05)
 * const labels = held.map((score, i) => Number(((i * 7919) % 1000) / 1000 < score))
 * const lastWeek = [0.05, 0.15, 0.85, 0.95]
 * const report = estimatePerformance({ scores: lastWeek, reference: { scores: held, labels } })
 * report.figures.find(({ metric }) => metric === 'accuracy')?.value // => 0.9
 * ```
 * @category Performance
 * @since 0.1.0
 */
export function estimatePerformance({ scores, reference }: UnlabelledScores, options: PerformanceOptions = {}): PerformanceReport {
  const name = 'estimatePerformance'
  const threshold = checkThreshold(name, options)
  const reading = { function: name, side: 'current' } as const
  const current = 'cells' in scores ? readCells(scores, threshold, { ...reading, labelled: false }) : readScores(scores, reading)
  return estimateFrom(readReference(reference, name, threshold), current, threshold)
}

/** The same with what was read before. */
export function estimateFrom(
  reference: PerformanceReference,
  { sorted, rows, warnings }: ReadScores,
  threshold: number,
): PerformanceReport {
  const { applied, before, after, probabilityOf } = reference.calibration
  const figures = estimatedFigures(expectLabels(sorted, probabilityOf), threshold, reference.noise)
  return Object.freeze({
    format: 'millrace/performance-report',
    schemaVersion: 1,
    kind: 'estimated',
    rows,
    labelled: 0,
    threshold,
    calibration: Object.freeze({ applied, before, after }),
    figures: Object.freeze(againstReference(figures, reference.figures)),
    warnings: Object.freeze([
      'Estimated from scores alone: right as long as the relation of inputs and label stays as it was in the reference.',
      ...reference.warnings,
      ...warnings,
      ...outsideWarning(reference, sorted),
    ]),
  })
}

/** Beyond the scores of the reference the calibration is a guess. */
function outsideWarning({ sorted: { score: known } }: PerformanceReference, { score, positive, negative }: ScoreTally): string[] {
  const [least, greatest] = [known[0]!, known.at(-1)!]
  let outside = 0
  let rows = 0
  for (let entry = 0; entry < score.length; entry++) {
    const count = positive[entry]! + negative[entry]!
    rows += count
    if (score[entry]! < least || score[entry]! > greatest) outside += count
  }
  if (outside <= rows / 100) return []
  return [
    `${((100 * outside) / rows).toFixed(1)} % of the scores lie outside those of the reference, where nothing tells what they are worth.`,
  ]
}
