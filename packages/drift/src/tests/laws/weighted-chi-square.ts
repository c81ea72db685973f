/** The law of Q = Σ λ_j Z_j² of standard normal Z_j, given by its Fredholm determinant D(y) = Π (1 - λ_j y) between its zeros. */
interface WeightedChiSquare {
  /** The square root of the j-th zero's stand-in s, with y an increasing function of s: s runs from `zero(2k - 1)` to `zero(2k)`. */
  readonly zero: (j: number) => number
  /** y at s. */
  readonly y: (s: number) => number
  /** dy/ds / (y √|D(y)|) at s = `zero(2k - 1)` + u, times √|sin| of the share of the interval. */
  readonly weight: (s: number) => number
}

/** Beyond this p-value underflows. */
const leastExponent = -745

/**
 * P(Q > x) by Smirnov's alternating sum of integrals between the zeros of D; every one by Chebyshev's rule, whose weight takes up the roots at
 * both ends.
 *
 * The sum keeps its relative precision in the tail, where 1 minus a distribution function has none.
 *
 * @see https://doi.org/10.1093/biomet/48.3-4.419 (J. P. Imhof, 1961; the case of single zeros goes back to N. V. Smirnov, 1937)
 */
function weightedChiSquareSurvival(x: number, { zero, y, weight }: WeightedChiSquare): number {
  let sum = 0
  for (let k = 1; k <= 400; k++) {
    const from = zero(2 * k - 1)
    const half = (zero(2 * k) - from) / 2
    const exponent = (-x * y(from)) / 2
    if (exponent < leastExponent) break
    const nodes = Math.ceil(24 + 8 * Math.sqrt((x * (y(from + 2 * half) - y(from))) / 4))
    let integral = 0
    for (let node = 0; node < nodes; node++) {
      const angle = (Math.PI * (node + 0.5)) / nodes
      const share = Math.sin(angle / 2) ** 2
      const s = from + 2 * half * share
      const root = Math.sqrt((share * (1 - share)) / Math.sin(Math.PI * share))
      integral += Math.exp((-x * y(s)) / 2) * weight(s) * root
    }
    const term = (2 * half * integral) / nodes
    sum += k % 2 === 1 ? term : -term
    if (term < 1e-17 * sum) break
  }
  return Math.min(1, Math.max(0, sum))
}

/**
 * P(ω² > x) of the limit law of Cramér and von Mises: λ_j = 1 / (π j)², D(y) = sin √y / √y.
 *
 * @see https://doi.org/10.1214/aoms/1177729437 (T. W. Anderson and D. A. Darling, 1952)
 */
export function cramerVonMisesSurvival(x: number): number {
  if (x < 0.003) return 1
  return weightedChiSquareSurvival(x, { zero: (j) => Math.PI * j, y: (s) => s * s, weight: (s) => 2 / Math.sqrt(s) })
}

/**
 * P(A² > x) of the limit law of Anderson and Darling: λ_j = 1 / (j (j + 1)), D(y) = -cos(½π √(1 + 4y)) / (π y).
 *
 * @see https://doi.org/10.1214/aoms/1177729437 (T. W. Anderson and D. A. Darling, 1952)
 */
export function andersonDarlingSurvival(x: number): number {
  if (x < 0.03) return 1
  const y = (s: number) => (s * s - 1) / 4
  return weightedChiSquareSurvival(x, { zero: (j) => 2 * j + 1, y, weight: (s) => (s / 2) * Math.sqrt(Math.PI / y(s)) })
}
