import { durbinSurvival } from './durbin-survival.ts'
import { pelzGoodSurvival } from './pelz-good-survival.ts'
import { smirnovSurvival } from './smirnov-survival.ts'

/**
 * P(D_n >= d) of the two-sided statistic of one sample of n values: closed forms at both ends, twice the one-sided law in the upper tail, which
 * is exact to machine precision there, Durbin's matrix for few values, and the series of Pelz and Good for many.
 *
 * @see https://doi.org/10.18637/jss.v039.i11 (R. Simard and P. L'Ecuyer, Computing the two-sided Kolmogorov-Smirnov distribution, 2011)
 */
export function oneSampleSurvival(n: number, d: number): number {
  const scaled = n * d
  if (d >= 1) return 0
  if (scaled <= 0.5) return 1
  if (scaled <= 1) return 1 - atMostOneStep(n, 2 * scaled - 1)
  if (scaled >= n - 1) return 2 * (1 - d) ** n
  const square = scaled * d
  if (square >= 370) return 0
  if (d >= 0.5 || square > 4 || (n > 140 && square >= 2.2)) return Math.min(1, 2 * smirnovSurvival(n, d))
  if (n <= 140 || (n <= 100_000 && n * d ** 1.5 <= 1.4)) return durbinSurvival(n, d)
  return pelzGoodSurvival(n, d)
}

/** P(D_n <= d) for 1 <= 2 n d <= 2: n! ((2 n d - 1) / n)^n. */
function atMostOneStep(n: number, step: number): number {
  let probability = 1
  for (let i = 1; i <= n && probability > 0; i++) probability *= (i / n) * step
  return probability
}
