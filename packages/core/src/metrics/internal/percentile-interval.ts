import { quantilesOfSorted } from '../../fit/quantiles.ts'
import { optionError } from './option-error.ts'

interface PercentileInterval {
  readonly lower: number
  readonly upper: number
  readonly standardError: number
}

export function checkConfidence(caller: string, confidence = 0.95): number {
  if (confidence > 0 && confidence < 1) return confidence
  throw optionError({ metric: caller, option: 'confidence', value: confidence, range: 'in (0, 1)' })
}

/** The middle share of the draws, and their standard deviation (0 for one draw). */
export function percentileInterval(draws: Float64Array, confidence: number): PercentileInterval {
  const sorted = draws.toSorted()
  const outside = (1 - confidence) / 2
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const [lower, upper] = quantilesOfSorted(sorted, [outside, 1 - outside]) as [number, number]
  return {
    lower,
    upper,
    standardError: Math.sqrt(squares / Math.max(draws.length - 1, 1)),
  }
}
