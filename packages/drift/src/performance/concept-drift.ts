import { optionError } from '../internal/errors.ts'
import { benjaminiHochberg } from '../tests/benjamini-hochberg.ts'
import { type ConceptFigure, conceptMetrics, differenceOf, gapMeasurer } from './concept-figure.ts'
import { checkThreshold, type LabelledScores, type PerformanceOptions, type ScoreCells } from './performance-input.ts'
import { type PerformanceReference, readReference } from './performance-reference.ts'
import { type ReadScores, readLabelled } from './read-scores.ts'

/**
 * Whether the relation of scores and labels is still that of the reference; strict JSON.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface ConceptDrift {
  /** Labelled rows, current and reference. */
  readonly sizes: { readonly reference: number; readonly current: number }
  /** Adjusted p-values below this are significant. */
  readonly significance: number
  /** From which absolute difference on a significant one is drift. */
  readonly floor: number
  /** The metrics. */
  readonly figures: readonly ConceptFigure[]
  /** Whether any metric drifted. */
  readonly drifted: boolean
  /** What a careful reader should know; sentences. */
  readonly warnings: readonly string[]
}

/**
 * Labelled scores of both sides.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface ConceptInput extends LabelledScores {
  /** Labelled rows from before, that the model was not trained on, or their counts by cell. */
  readonly reference: LabelledScores | ScoreCells
}

/**
 * How concept drift is decided.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface ConceptDriftOptions extends PerformanceOptions {
  /** Adjusted p-values below this are significant; in (0, 0.5]. @defaultValue 0.05 */
  readonly significance?: number | undefined
  /** From which absolute difference of a metric on it is drift; in [0, 1). @defaultValue 0.01 */
  readonly floor?: number | undefined
}

/**
 * Tells whether labels still follow scores as they did in the reference (concept drift), now that labels came.
 *
 * Each metric is held against its estimate from the calibrated scores of the very same rows, so that a shift of the inputs alone is no drift here. Only labels are
 * random then: for a metric with influence a of a positive and b of a negative label of a row of probability p, the variance is the sum of p(1 - p)(a - b)² over the
 * rows. The reference is measured likewise; its own gap is taken off and its variance added, as the calibration rests on it.
 *
 * @param input - labelled scores, current and reference
 * @param options - threshold, significance and floor
 * @returns a frozen record, fit for JSON
 * @throws MillraceError `E_PERFORMANCE_INPUT` when a score is no probability, a label is not 0, 1 or NaN, or cells and counts do not match;
 * `E_DRIFT_EMPTY` when a side has no labelled rows; `E_DRIFT_OPTION` when an option is out of range
 * @example
 * ```ts
 * import { conceptDrift } from '@millrace/drift'
 *
 * const scores = Array.from({ length: 1000 }, (_, i) => (i % 10) / 10 + 0.05)
 * const drawn = (i: number) => ((i * 7919) % 1000) / 1000
 * const reference = { scores, labels: scores.map((score, i) => Number(drawn(i) < score)) }
 * const turned = scores.map((score, i) => Number(drawn(i) < 0.3 + 0.4 * score))
 * const drift = conceptDrift({ scores, labels: turned, reference })
 * drift.drifted // => true
 * Number(drift.figures[0]?.difference) < -0.1 // => true
 * ```
 * @category Performance
 * @since 0.1.0
 */
export function conceptDrift({ reference, ...current }: ConceptInput, options: ConceptDriftOptions = {}): ConceptDrift {
  const name = 'conceptDrift'
  const threshold = checkThreshold(name, options)
  const rule = conceptRule(name, options)
  return conceptDriftFrom(readReference(reference, name, threshold), readLabelled(current, { function: name, side: 'current' }), {
    threshold,
    ...rule,
  })
}

/** When a difference is drift. */
export interface ConceptRule {
  readonly significance: number
  readonly floor: number
}

export function conceptRule(name: string, { significance = 0.05, floor = 0.01 }: ConceptDriftOptions): ConceptRule {
  if (!(significance > 0 && significance <= 0.5)) {
    throw optionError({ function: name, option: 'significance', value: significance, range: 'in (0, 0.5]' })
  }
  if (!(floor >= 0 && floor < 1)) throw optionError({ function: name, option: 'floor', value: floor, range: 'in [0, 1)' })
  return { significance, floor }
}

/** The same with what was read before. */
export function conceptDriftFrom(
  reference: PerformanceReference,
  current: ReadScores,
  { threshold, significance, floor }: ConceptRule & { readonly threshold: number },
): ConceptDrift {
  const gapOf = gapMeasurer(reference.calibration.probabilityOf, threshold)
  const bare = conceptMetrics.map((metric) => differenceOf(metric, gapOf(metric, current.sorted), gapOf(metric, reference.sorted)))
  const adjusted = benjaminiHochberg(bare.map(({ pValue }) => pValue))
  const figures = bare.map((figure, index): ConceptFigure => {
    const adjustedPValue = adjusted[index]!
    const drifted = adjustedPValue !== null && adjustedPValue < significance && Math.abs(figure.difference!) >= floor
    return Object.freeze({ ...figure, adjustedPValue, drifted })
  })
  return Object.freeze({
    sizes: Object.freeze({ reference: reference.rows, current: current.rows }),
    significance,
    floor,
    figures: Object.freeze(figures),
    drifted: figures.some(({ drifted }) => drifted),
    warnings: Object.freeze([...reference.warnings, ...current.warnings]),
  })
}
