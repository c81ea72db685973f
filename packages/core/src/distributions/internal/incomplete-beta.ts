import { converged } from './converged.ts'
import { excessOverLog, stirlingError } from './deviance.ts'
import { productError, sumError } from './exact.ts'

/** Arguments of the incomplete beta function; `y` is 1 - x, given apart so that neither loses digits. */
interface IncompleteBeta {
  readonly x: number
  readonly y: number
  readonly a: number
  readonly b: number
}

/** `(a + b) p - shape` for the share p that belongs to the shape, as if without rounding. */
function excessOfMean(a: number, b: number, p: number, shape: number): number {
  const total = a + b
  const product = total * p
  return product - shape + (productError(total, p, product) + sumError(a, b, total) * p)
}

/** `shape log(shape / mean) + mean - shape`, given excess = mean - shape. */
function deviance(shape: number, mean: number, excess: number): number {
  return Math.abs(excess) <= shape / 2 ? shape * excessOverLog(excess / shape) : shape * Math.log(shape / mean) + excess
}

/** `x^a y^b / B(a, b)` by the saddle-point form (Loader 2000). */
function powerTerm({ x, y, a, b }: IncompleteBeta, excess: number): number {
  const total = a + b
  const correction = stirlingError(total) - stirlingError(a) - stirlingError(b)
  const exponent = correction - deviance(a, total * x, excess) - deviance(b, total * y, -excess)
  return Math.exp(exponent) * Math.sqrt((a / total) * (b / (2 * Math.PI)))
}

/** The continued fraction of DiDonato and Morris (1992), the even part of DLMF 8.17.22, in Lentz's form; excess <= 0. */
function fraction({ x, a, b }: IncompleteBeta, excess: number): number {
  let value = (a * (1 - excess)) / (a + 1)
  let c = value
  let d = 0
  for (let n = 1, change = 0; Math.abs(change - 1) > converged; n++) {
    const odd = a + 2 * n - 1
    const step = (n * (b - n) * x) / odd
    const numerator = (step * x * (a + n - 1) * (a + b + n - 1)) / odd
    const denominator = n + step + ((a + n) * (1 - excess + n * (2 - x))) / (odd + 2)
    d = 1 / (denominator + numerator * d)
    c = denominator + numerator / c
    change = c * d
    value *= change
  }
  return value
}

/** The regularized incomplete beta function I_x(a, b). */
export function incompleteBeta(input: IncompleteBeta): number {
  const { x, y, a, b } = input
  const excess = x <= y ? excessOfMean(a, b, x, a) : -excessOfMean(a, b, y, b)
  if (excess <= 0) return powerTerm(input, excess) / fraction(input, excess)
  const mirrored = { x: y, y: x, a: b, b: a }
  return 1 - powerTerm(mirrored, -excess) / fraction(mirrored, -excess)
}
