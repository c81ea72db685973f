import { outOfDomain } from './internal/out-of-domain.ts'
import { polynomial } from './internal/polynomial.ts'
import { halfLogTwoPi, stirlingCorrection, stirlingFrom } from './internal/stirling.ts'

/** `(-1)^k (zeta(k) - 1) / k` for k = 27 to 2, then `1 - euler`: the series of log gamma about 2. */
const aboutTwo = [
  -2.7595228851242334e-10, 5.731367241678862e-10, -1.1921401405860912e-9, 2.4836745438024785e-9, -5.183475041970047e-9,
  1.0838659214896955e-8, -2.2711094608943164e-8, 4.7698101693639804e-8, -1.0043224823968099e-7, 2.1207184805554665e-7,
  -4.492469198764566e-7, 9.55141213040742e-7, -2.039215753801366e-6, 4.374866789907488e-6, -9.439488275268397e-6, 2.050721277567069e-5,
  -4.492623673813314e-5, 9.945751278180853e-5, -0.00022315475845357939, 0.0005096695247430425, -0.001192753911703261, 0.0028905103307415234,
  -0.007385551028673986, 0.020580808427784546, -0.0673523010531981, 0.3224670334241132, 0.42278433509846713,
]

/** `logGamma(2 + z)` for |z| <= 1/2. */
function logGammaAboutTwo(z: number): number {
  return z * polynomial(aboutTwo, z)
}

/** `logGamma(1 + z)` for 0 <= z <= 1, where the sum 1 + z would lose the digits of a small z. */
export function logGammaOfOnePlus(z: number): number {
  return z < 0.5 ? logGammaAboutTwo(z) - Math.log1p(z) : logGammaAboutTwo(z - 1)
}

/**
 * The natural logarithm of the gamma function, to a relative error of about 1e-15 also beside its zeros at 1 and 2.
 *
 * @param x - positive number, Infinity included
 * @returns log of gamma(x); Infinity where it overflows
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when x is not positive
 * @see https://dlmf.nist.gov/5.7.E3 (about 2) and https://dlmf.nist.gov/5.11.E1 (Stirling's series)
 * @example
 * ```ts
 * import { logGamma } from '@millrace/core/distributions'
 *
 * logGamma(1) // => 0
 * Math.round(Math.exp(logGamma(5))) // => 24
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw outOfDomain({ function: 'logGamma', argument: 'x', value: x, range: 'positive' })
  if (x < 0.5) return logGammaOfOnePlus(x) - Math.log(x)
  if (x <= 1.5) return logGammaAboutTwo(x - 1) - Math.log(x)
  if (x < stirlingFrom) {
    let product = 1
    let reduced = x
    while (reduced > 2.5) product *= reduced -= 1
    return logGammaAboutTwo(reduced - 2) + Math.log(product)
  }
  if (x === Infinity) return Infinity
  return (x - 0.5) * (Math.log(x) - 1) + (halfLogTwoPi - 0.5) + stirlingCorrection(x)
}
