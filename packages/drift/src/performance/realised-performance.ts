import { againstReference, realisedFigures } from './performance-figures.ts'
import { checkThreshold, type LabelledScores, type PerformanceOptions, type ScoreCells } from './performance-input.ts'
import { type PerformanceReference, readReference } from './performance-reference.ts'
import type { PerformanceReport } from './performance-report.ts'
import { type ReadScores, readLabelled } from './read-scores.ts'

/**
 * How realised performance is measured.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface RealisedPerformanceOptions extends PerformanceOptions {
  /** Labelled rows that the figures are held against. @defaultValue none, and no alert */
  readonly reference?: LabelledScores | ScoreCells | undefined
}

/**
 * Measures how well a model does on the rows whose labels are known, each figure with its noise.
 *
 * Standard errors are by the delta method: of a share v of m rows √(v(1 - v)/m), of the area under the curve DeLong's. Bands are Wilson's at the number of rows that
 * gives the same standard error, so that they do not vanish at 0 and 1; that of log loss is normal.
 *
 * @param current - scores and labels; a label that is NaN is not known yet, and its row only counted
 * @param options - the threshold, and a reference to be held against
 * @returns the figures; null where one is not defined, as the area under the curve of rows of one label
 * @throws MillraceError `E_PERFORMANCE_INPUT` when a score is no probability, a label is not 0, 1 or NaN, or cells and counts do not match;
 * `E_DRIFT_EMPTY` when no row has both; `E_DRIFT_OPTION` when the threshold is not finite
 * @see E. R. DeLong et al., Comparing the areas under two or more correlated receiver operating characteristic curves, Biometrics 44 (1988)
 * @see E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927)
 * @example
 * ```ts
 * import { realisedPerformance } from '@millrace/drift'
 *
 * const { labelled, figures } = realisedPerformance({ scores: [0.1, 0.4, 0.35, 0.8, 0.3], labels: [0, 0, 1, 1, Number.NaN] })
 * labelled // => 4
 * figures[0]?.metric // => 'auc'
 * figures[0]?.value // => 0.75
 * ```
 * @category Performance
 * @since 0.1.0
 */
export function realisedPerformance(current: LabelledScores, options: RealisedPerformanceOptions = {}): PerformanceReport {
  const name = 'realisedPerformance'
  const threshold = checkThreshold(name, options)
  const reference = options.reference && readReference(options.reference, name, threshold)
  const read = readLabelled(current, { function: name, side: 'current' })
  return realisedFrom(read, { threshold, rows: scoredRows(current.scores), reference })
}

interface Realised {
  readonly threshold: number
  /** Scored rows, labelled or not. */
  readonly rows: number
  readonly reference?: PerformanceReference | undefined
}

/** The same with what was read before. */
export function realisedFrom(
  { sorted, rows: labelled, warnings }: ReadScores,
  { threshold, rows, reference }: Realised,
): PerformanceReport {
  const waiting = rows - labelled
  return Object.freeze({
    format: 'millrace/performance-report',
    schemaVersion: 1,
    kind: 'realised',
    rows,
    labelled,
    threshold,
    calibration: null,
    figures: Object.freeze(againstReference(realisedFigures(sorted, threshold), reference?.figures ?? null)),
    warnings: Object.freeze([
      ...(waiting > 0
        ? [`${waiting} of ${rows} rows have no label yet; if one label comes sooner than the other, the figures are of unlike rows.`]
        : []),
      ...(reference?.warnings ?? []),
      ...warnings,
    ]),
  })
}

export function scoredRows(scores: ArrayLike<number>): number {
  let rows = 0
  for (let row = 0; row < scores.length; row++) if (!Number.isNaN(scores[row]!)) rows++
  return rows
}
