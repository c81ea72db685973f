const logFactorialError = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map((n) => {
  let factorial = 1
  for (let i = 2; i <= n; i++) factorial *= i
  return n === 0 ? 0 : Math.log(factorial) - ((n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI))
})

/** ln n! minus Stirling's formula; n may be any number from 16 on. */
function stirlingError(n: number): number {
  if (n < 16) return logFactorialError[n]!
  const square = n * n
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / n
}

/** ln(1 + x) - x. */
function log1pMinus(x: number): number {
  if (Math.abs(x) > 0.1) return Math.log1p(x) - x
  let power = -x * x
  let sum = power / 2
  for (let k = 3; k < 20; k++) {
    power *= -x
    sum += power / k
  }
  return sum
}

/** Above so many terms the sum is taken over equally spaced ones. */
const mostTerms = 512

/**
 * P(D+ >= d) of the one-sided statistic of n values: d times the sum over j of C(n, j) (d + j/n)^(j-1) (1 - d - j/n)^(n-j).
 *
 * Each term is a binomial mass at its mode times the exponential of a difference that is computed without cancellation. A term as a function
 * of j is smooth and vanishes with all derivatives at both ends, so for large n an equidistant part of the terms has the same sum to
 * machine precision.
 *
 * @see https://doi.org/10.1214/aoms/1177729550 (Z. W. Birnbaum and F. H. Tingey, 1951)
 */
export function smirnovSurvival(n: number, d: number): number {
  if (d >= 1) return 0
  const last = Math.floor(n * (1 - d))
  const step = Math.max(1, Math.ceil(last / mostTerms))
  let sum = 0
  for (let j = step === 1 ? 0 : step; j <= last; j += step) sum += term(n, j, d)
  return Math.min(1, d * sum * step)
}

function term(n: number, j: number, d: number): number {
  const rest = n - j
  if (j === 0) return Math.exp(n * Math.log1p(-d)) / d
  const before = d + j / n
  if (rest === 0) return 0
  const base = 1 - d - j / n
  if (base <= 0) return 0
  const mass = stirlingError(n) - stirlingError(j) - stirlingError(rest)
  const spread = Math.sqrt(n / (2 * Math.PI * j * rest))
  return (spread * Math.exp(mass + j * log1pMinus((d * n) / j) + rest * log1pMinus((-d * n) / rest))) / before
}
