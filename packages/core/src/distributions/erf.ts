import { outOfDomain } from './internal/out-of-domain.ts'
import { rational } from './internal/polynomial.ts'

const nearZero = {
  numerator: [0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694],
  denominator: [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171],
}
const middle = {
  numerator: [
    2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001, 881.952221241769,
    1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
  ],
  denominator: [
    1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597, 4362.619090143247,
    3439.3676741437216, 1230.3393548037495,
  ],
}
const tail = {
  numerator: [
    0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275, 0.0006587491615298378,
  ],
  denominator: [1, 2.568520192289822, 1.8729528499234604, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918],
}
const nearZeroLimit = 0.46875
const underflow = 27.3

/** `exp(-x * x)` for x >= 0, with x split so that the rounding of its square does not reach the result. */
function expOfNegativeSquare(x: number): number {
  const head = Math.trunc(x * 16) / 16
  return Math.exp(-head * head) * Math.exp((head - x) * (head + x))
}

function erfNearZero(x: number): number {
  return x * rational(nearZero, x * x)
}

function erfcOfPositive(x: number): number {
  if (x <= nearZeroLimit) return 1 - erfNearZero(x)
  if (x <= 4) return expOfNegativeSquare(x) * rational(middle, x)
  if (x > underflow) return 0
  const inverseSquare = 1 / (x * x)
  return (expOfNegativeSquare(x) / x) * (1 / Math.sqrt(Math.PI) - inverseSquare * rational(tail, inverseSquare))
}

/**
 * The error function, 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x, to a relative error of about 1e-15.
 *
 * @param x - any number, infinities included
 * @returns a value in [-1, 1]
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when x is NaN
 * @see W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969)
 * @example
 * ```ts
 * import { erf } from '@millrace/core/distributions'
 *
 * erf(0) // => 0
 * erf(Infinity) // => 1
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function erf(x: number): number {
  if (Number.isNaN(x)) throw outOfDomain({ function: 'erf', argument: 'x', value: x, range: 'a number' })
  if (Math.abs(x) <= nearZeroLimit) return erfNearZero(x)
  return x < 0 ? erfcOfPositive(-x) - 1 : 1 - erfcOfPositive(x)
}

/**
 * The complementary error function 1 - erf(x), which keeps a relative error of about 1e-15 far into its tail; it reaches 0 beyond x = 27.2.
 *
 * @param x - any number, infinities included
 * @returns a value in [0, 2]
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when x is NaN
 * @see W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969)
 * @example
 * ```ts
 * import { erfc } from '@millrace/core/distributions'
 *
 * erfc(0) // => 1
 * erfc(20) > 0 // => true
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) throw outOfDomain({ function: 'erfc', argument: 'x', value: x, range: 'a number' })
  return x < 0 ? 2 - erfcOfPositive(-x) : erfcOfPositive(x)
}
