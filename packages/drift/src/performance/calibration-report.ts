import { chiSquareSurvival, normalSurvival } from '@millrace/core/distributions'
import { optionError } from '../internal/errors.ts'
import { type CalibrationRun, calibrationRuns } from './calibration-runs.ts'
import { unitInterval } from './performance-figures.ts'
import type { LabelledScores } from './performance-input.ts'
import { type ReadScores, readLabelled } from './read-scores.ts'

/**
 * Rows of like score: how many were expected to be positive, and how many are.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface CalibrationBand {
  /** The least score. */
  readonly from: number
  /** The greatest. */
  readonly to: number
  /** Rows. */
  readonly rows: number
  /** Expected share of positive rows: the mean score. */
  readonly expected: number
  /** Their observed share. */
  readonly observed: number
  /** 95 % interval (Wilson's) of the observed share. */
  readonly interval: { readonly lower: number; readonly upper: number }
}

/**
 * Whether scores are the probabilities that they claim to be; strict JSON.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface CalibrationReport {
  /** Labelled rows. */
  readonly rows: number
  /** Expected share of positive rows: the mean score. */
  readonly expected: number
  /** Their observed share. */
  readonly observed: number
  /** Observed over expected; null where none is expected. */
  readonly ratio: number | null
  /** 95 % interval of the ratio, Wilson's of the observed share over the expected one. */
  readonly interval: { readonly lower: number; readonly upper: number } | null
  /** Two-sided p-value of as many positive rows as expected, given the scores: normal, with the correction for counts. */
  readonly pValue: number
  /** Expected calibration error: mean distance of observed and expected share over the bands, weighted by rows. */
  readonly expectedCalibrationError: number
  /** What that error stays below in 95 of 100 draws of labels where the scores are right. */
  readonly noise: number
  /** p-value of all bands at once, by chi-square: finds scores that are too bold or too timid although their mean is right. */
  readonly bandsPValue: number
  /** Bands of equally many rows, by ascending score. */
  readonly bands: readonly CalibrationBand[]
}

/**
 * How many bands there are.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface CalibrationReportOptions {
  /** Bands of equally many rows, an integer from 1 to 1,000. @defaultValue 10 */
  readonly bands?: number | undefined
}

/**
 * Holds scores against what turned out: observed over expected positive rows with its interval, by band and in all, and the calibration error beside its own noise.
 *
 * @param current - scores and labels; rows without one of them are left out
 * @param options - the number of bands
 * @returns a frozen record, fit for JSON
 * @throws MillraceError `E_PERFORMANCE_INPUT` when a score is no probability or a label is not 0, 1 or NaN; `E_DRIFT_EMPTY` when no row has both; `E_DRIFT_OPTION`
 * when the number of bands is out of range
 * @see D. W. Hosmer and S. Lemeshow, Goodness of fit tests for the multiple logistic regression model, Communications in Statistics 9 (1980); here nothing is fitted, so
 * that there are as many degrees of freedom as bands
 * @example
 * ```ts
 * import { calibrationReport } from '@millrace/drift'
 *
 * const scores = Array.from({ length: 200 }, () => 0.1)
 * const { ratio, interval, pValue } = calibrationReport({ scores, labels: scores.map((_, i) => Number(i % 5 === 0)) })
 * Number(ratio).toFixed(3) // => '2.000'
 * pValue < 0.001 && interval !== null && interval.lower > 1 // => true
 * ```
 * @category Performance
 * @since 0.1.0
 */
export function calibrationReport(current: LabelledScores, options: CalibrationReportOptions = {}): CalibrationReport {
  const { bands = 10 } = options
  if (!(Number.isInteger(bands) && bands >= 1 && bands <= 1000))
    throw optionError({ function: 'calibrationReport', option: 'bands', value: bands, range: 'an integer from 1 to 1,000' })
  return calibrationFrom(readLabelled(current, { function: 'calibrationReport', side: 'current' }), bands)
}

/** The same with what was read before. */
export function calibrationFrom({ sorted }: Pick<ReadScores, 'sorted'>, bands = 10): CalibrationReport {
  const runs = calibrationRuns(sorted, bands)
  const total = (key: 'rows' | 'expected' | 'observed' | 'variance') => runs.reduce((sum, run) => sum + run[key], 0)
  const [rows, expected, observed, variance] = [total('rows'), total('expected'), total('observed'), total('variance')]
  const { lower, upper } = shareInterval(observed, rows)
  return Object.freeze({
    rows,
    expected: expected / rows,
    observed: observed / rows,
    ratio: expected > 0 ? observed / expected : null,
    interval: expected > 0 ? Object.freeze({ lower: (lower * rows) / expected, upper: (upper * rows) / expected }) : null,
    pValue: Math.min(1, 2 * normalSurvival(standardised(observed - expected, variance))),
    expectedCalibrationError: runs.reduce((sum, run) => sum + Math.abs(run.observed - run.expected), 0) / rows,
    noise: errorNoise(runs, rows),
    bandsPValue: bandsPValue(runs),
    bands: Object.freeze(runs.map(bandOf)),
  })
}

const shareInterval = (count: number, rows: number) => unitInterval({ value: count / rows, basis: rows }, 0)

/** Distance of a count from its expectation in standard deviations, half a row nearer. */
function standardised(distance: number, variance: number): number {
  const beyond = Math.max(0, Math.abs(distance) - 0.5)
  return beyond === 0 ? 0 : beyond / Math.sqrt(variance)
}

/** The 95 % point of a sum of half-normal distances, taken as normal. */
function errorNoise(runs: readonly CalibrationRun[], rows: number): number {
  const mean = runs.reduce((sum, { variance }) => sum + Math.sqrt((2 / Math.PI) * variance), 0)
  const spread = Math.sqrt((1 - 2 / Math.PI) * runs.reduce((sum, { variance }) => sum + variance, 0))
  return (mean + 1.6448536269514722 * spread) / rows
}

function bandsPValue(runs: readonly CalibrationRun[]): number {
  if (runs.some(({ variance, observed, expected }) => variance === 0 && Math.abs(observed - expected) > 1e-9)) return 0
  const random = runs.filter(({ variance }) => variance > 0)
  if (random.length === 0) return 1
  const statistic = random.reduce((sum, { observed, expected, variance }) => sum + (observed - expected) ** 2 / variance, 0)
  return chiSquareSurvival(statistic, { degreesOfFreedom: random.length })
}

function bandOf({ from, to, rows, expected, observed }: CalibrationRun): CalibrationBand {
  return Object.freeze({ from, to, rows, expected: expected / rows, observed: observed / rows, interval: shareInterval(observed, rows) })
}
