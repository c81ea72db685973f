import { chiSquareQuantile, gammaRegularizedUpper, logGamma } from '@millrace/core/distributions'

/** Normal variables Z_i of mean 0. */
interface NormalVector {
  /** Standard deviations, at least 0. */
  readonly deviations: ArrayLike<number>
  /** Correlation of two of them; absent where it is too small to matter. */
  readonly correlation: ((i: number, j: number) => number) | null
}

/** A law on the numbers from 0 on. */
export interface PositiveLaw {
  /** P(X >= x). */
  survival(x: number): number
  /** What 95 of 100 draws stay below. */
  readonly noise: number
}

/**
 * The law of Σ |Z_i|, approximately: that of c χ_ν with the same mean and variance. It is exact for a single variable.
 *
 * The covariance of |X| and |Y| is 2/π σ_x σ_y (√(1 - ρ²) + ρ asin ρ - 1).
 *
 * @see S. Nabeya, Absolute moments in 2-dimensional normal distribution, Annals of the Institute of Statistical Mathematics 3 (1951)
 */
export function halfNormalSum({ deviations, correlation }: NormalVector): PositiveLaw {
  let mean = 0
  let variance = 0
  for (let i = 0; i < deviations.length; i++) {
    const own = deviations[i]!
    if (own === 0) continue
    mean += own * Math.sqrt(2 / Math.PI)
    variance += own * own * (1 - 2 / Math.PI)
    for (let j = 0; correlation !== null && j < i; j++) {
      const rho = Math.max(-1, Math.min(1, correlation(i, j)))
      variance += (4 / Math.PI) * own * deviations[j]! * (Math.sqrt(1 - rho * rho) + rho * Math.asin(rho) - 1)
    }
  }
  if (mean === 0) return { survival: (x) => (x > 0 ? 0 : 1), noise: 0 }
  const degreesOfFreedom = chiDegrees(variance / (mean * mean))
  const scale = mean / chiMean(degreesOfFreedom)
  return {
    survival: (x) => gammaRegularizedUpper((x / scale) ** 2 / 2, { a: degreesOfFreedom / 2 }),
    noise: scale * Math.sqrt(chiSquareQuantile(0.95, { degreesOfFreedom })),
  }
}

/** The mean of a chi variable. */
const chiMean = (degrees: number) => Math.SQRT2 * Math.exp(logGamma((degrees + 1) / 2) - logGamma(degrees / 2))

/** The degrees of freedom at which variance over squared mean of a chi variable is as given, by bisection; at least 1. */
function chiDegrees(ratio: number): number {
  let low = 0
  let high = Math.log(1e6)
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    const degrees = Math.exp(middle)
    if (degrees / chiMean(degrees) ** 2 - 1 > ratio) low = middle
    else high = middle
  }
  return Math.exp(low)
}
