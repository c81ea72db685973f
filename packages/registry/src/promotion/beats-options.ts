import type { AnyEvidence } from '@millrace/core'
import type { BinaryMetricName, MulticlassMetricName, RegressionMetricName, ThresholdOptions } from '@millrace/core/metrics'
import { comparedMetrics } from './evidence-kinds.ts'
import { gateInvalid } from './gate-invalid.ts'

/**
 * Scores of rows that became known after versions were registered.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface LaterEvidence {
  /** Of the version that is to be beaten. */
  readonly holder?: AnyEvidence | undefined
  /** Of the version that is to be promoted. */
  readonly challenger?: AnyEvidence | undefined
}

/**
 * How a challenger must beat the holder of an alias.
 *
 * @category Promotion
 * @since 0.1.0
 */
export interface BeatsOptions extends ThresholdOptions {
  /** The alias whose holder must be beaten. @defaultValue the alias that is asked for */
  readonly alias?: string | undefined
  /** What is compared. Accuracy and its like are, of two classes, measured for both at one `threshold`. @defaultValue 'logLoss', for numbers 'rmse' */
  readonly metric?: BinaryMetricName | MulticlassMetricName | RegressionMetricName | undefined
  /** Share of the draws that the interval of the difference holds, in (0, 1). @defaultValue 0.95 */
  readonly confidence?: number | undefined
  /** Number of draws, from 1,000 to 1,000,000: from fewer, the ends of an interval are themselves noise. @defaultValue 2000 */
  readonly rounds?: number | undefined
  /** Where the drawing starts, from 0 to 2^53 - 1. @defaultValue 0 */
  readonly seed?: number | undefined
  /** Fewest shared rows that are compared. @defaultValue 50 */
  readonly minimumRows?: number | undefined
  /**
   * Scores of rows that came later, such as the holder's on new labelled rows. They are added to what was registered; no row may be one
   * that the version was trained on, which only the caller can know. @defaultValue none
   */
  readonly evidence?: LaterEvidence | undefined
}

/** Options with everything in its place. */
export type ResolvedBeats = Required<{ readonly [Name in keyof Omit<BeatsOptions, 'metric'>]: NonNullable<BeatsOptions[Name]> }> & {
  /** Chosen by the kind of the evidence where it is not given. */
  readonly metric: string | undefined
}

/** Fills up and checks what was asked for, whether or not it comes to a comparison. */
export function resolveBeats(beats: string | BeatsOptions, asked: string): ResolvedBeats {
  const given: BeatsOptions = typeof beats === 'string' ? { alias: beats } : beats
  const { alias = asked, metric, confidence = 0.95, rounds = 2000, seed = 0, minimumRows = 50 } = given
  const { threshold = 0.5, evidence = {} } = given
  const requireThat = (holds: boolean, option: string, value: unknown, range: string) => {
    if (!holds) throw gateInvalid(`beats.${option} is ${String(value)}; give ${range}`, { option, value: String(value) })
  }
  const isInteger = (value: number, least: number, most: number) => Number.isSafeInteger(value) && value >= least && value <= most
  requireThat(metric === undefined || comparedMetrics.includes(metric), 'metric', metric, `one of ${comparedMetrics.join(', ')}`)
  requireThat(confidence > 0 && confidence < 1, 'confidence', confidence, 'a number between 0 and 1')
  requireThat(isInteger(rounds, 1000, 1_000_000), 'rounds', rounds, 'an integer from 1,000 to 1,000,000')
  requireThat(isInteger(seed, 0, Number.MAX_SAFE_INTEGER), 'seed', seed, 'an integer from 0 to 2^53 - 1')
  requireThat(isInteger(minimumRows, 1, Number.MAX_SAFE_INTEGER), 'minimumRows', minimumRows, 'an integer from 1 on')
  requireThat(Number.isFinite(threshold), 'threshold', threshold, 'a finite number')
  return { alias, metric, confidence, rounds, seed, minimumRows, threshold, evidence }
}
