import { labelVariance, type Measure, measure, samplingVariance } from './measure.ts'
import type { PerformanceFigure, PerformanceMetric } from './performance-report.ts'
import type { ScoreTally } from './score-tally.ts'

/** All metrics, in the order of reports. */
export const performanceMetrics: readonly PerformanceMetric[] = [
  'auc',
  'accuracy',
  'precision',
  'recall',
  'specificity',
  'f1',
  'logLoss',
  'brier',
]

/** A metric without a reference to be worse than. */
export type BareFigure = Pick<PerformanceFigure, 'metric' | 'value' | 'standardError' | 'interval'>

/** The metrics that labels show. */
export function realisedFigures(sorted: ScoreTally, threshold: number): readonly BareFigure[] {
  return figuresOf(sorted, threshold, (metric, measured) => {
    const standardError = Math.sqrt(samplingVariance(measured, sorted))
    return {
      standardError,
      interval: metric === 'logLoss' ? normalInterval(measured.value, standardError, Infinity) : unitInterval(measured, standardError),
    }
  })
}

/**
 * The metrics that expected labels show, with the variance that the calibration adds to each. Bands hold the normal one, which tells what labels will show, and
 * Wilson's, which does not vanish where no row is at odds.
 */
export function estimatedFigures(expected: ScoreTally, threshold: number, added: CalibrationNoise): readonly BareFigure[] {
  return figuresOf(expected, threshold, (metric, measured) => {
    const sampling = samplingVariance(measured, expected)
    const standardError = Math.sqrt(sampling + (added[metric] ?? 0))
    if (metric === 'logLoss') return { standardError, interval: normalInterval(measured.value, standardError, Infinity) }
    const [normal, wilson] = [normalInterval(measured.value, standardError, 1), unitInterval(measured, Math.sqrt(sampling))]
    const interval = { lower: Math.min(normal.lower, wilson.lower), upper: Math.max(normal.upper, wilson.upper) }
    return { standardError, interval: Object.freeze(interval) }
  })
}

/** What the calibration adds to the variance of each estimate. */
export type CalibrationNoise = Readonly<Partial<Record<PerformanceMetric, number>>>

/**
 * The noise of the reference's labels, which the calibration was learnt from, and the square of what the estimate misses on the reference itself, as isotonic
 * probabilities are a little too sure of their own rows.
 */
export function calibrationNoise(expected: ScoreTally, realised: readonly BareFigure[], threshold: number): CalibrationNoise {
  return Object.fromEntries(
    realised.flatMap(({ metric, value }) => {
      const measured = measure(metric, expected, threshold)
      return measured === null || value === null ? [] : [[metric, labelVariance(measured, expected) + (measured.value - value) ** 2]]
    }),
  )
}

type Noise = Pick<BareFigure, 'standardError' | 'interval'>

function figuresOf(
  sorted: ScoreTally,
  threshold: number,
  noiseOf: (metric: PerformanceMetric, measured: Measure) => Noise,
): readonly BareFigure[] {
  return performanceMetrics.map((metric) => {
    const measured = measure(metric, sorted, threshold)
    if (measured === null) return { metric, value: null, standardError: null, interval: null }
    return { metric, value: measured.value, ...noiseOf(metric, measured) }
  })
}

/** Puts figures beside those of the reference. */
export function againstReference(figures: readonly BareFigure[], reference: readonly BareFigure[] | null): readonly PerformanceFigure[] {
  return figures.map((figure, index) => {
    const known = reference?.[index]
    return Object.freeze({ ...figure, reference: known?.value ?? null, alert: known !== undefined && isWorse(figure, known) })
  })
}

/**
 * Whether a figure is worse than the reference by more than both bands explain: the distance is above the root of the squared arms that face each other, which is
 * Newcombe's interval for a difference.
 */
function isWorse({ metric, value, interval }: BareFigure, reference: BareFigure): boolean {
  if (value === null || interval === null || reference.value === null || reference.interval === null) return false
  const lowerIsBetter = metric === 'logLoss' || metric === 'brier'
  const fall = lowerIsBetter ? value - reference.value : reference.value - value
  const own = lowerIsBetter ? value - interval.lower : interval.upper - value
  const other = lowerIsBetter ? reference.interval.upper - reference.value : reference.value - reference.interval.lower
  return fall > Math.hypot(own, other) && fall > Number.EPSILON
}

/** The 0.975 quantile of the normal law. */
export const z95 = 1.959963984540054

function normalInterval(value: number, standardError: number, greatest: number): { readonly lower: number; readonly upper: number } {
  return Object.freeze({ lower: Math.max(0, value - z95 * standardError), upper: Math.min(greatest, value + z95 * standardError) })
}

/** So few rows tell nothing: the interval is all of [0, 1]. */
const leastBasis = 1e-6

/**
 * Wilson's 95 % interval of a share, and of any figure in [0, 1] at the number of rows whose share would have the same standard error; where that is 0, at its `basis`.
 */
export function unitInterval(
  { value, basis }: Pick<Measure, 'value' | 'basis'>,
  standardError: number,
): { readonly lower: number; readonly upper: number } {
  const variance = standardError ** 2
  const rows = Math.max(leastBasis, variance > 0 ? (value * (1 - value)) / variance : basis)
  if (rows === Infinity) return Object.freeze({ lower: value, upper: value })
  const shrink = 1 + z95 ** 2 / rows
  const middle = (value + z95 ** 2 / (2 * rows)) / shrink
  const arm = (z95 / shrink) * Math.sqrt((value * (1 - value)) / rows + z95 ** 2 / (4 * rows ** 2))
  return Object.freeze({ lower: Math.max(0, Math.min(value, middle - arm)), upper: Math.min(1, Math.max(value, middle + arm)) })
}
