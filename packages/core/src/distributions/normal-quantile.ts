import { outOfDomain } from './internal/out-of-domain.ts'
import { rational } from './internal/polynomial.ts'

const centre = {
  numerator: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438,
    3.3871328727963665,
  ],
  denominator: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091,
    1,
  ],
}
const shoulder = {
  numerator: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
    4.630337846156546, 1.4234371107496835,
  ],
  denominator: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
    2.053191626637759, 1,
  ],
}
const tail = {
  numerator: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913,
    5.463784911164114, 6.657904643501103,
  ],
  denominator: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358,
    0.599832206555888, 1,
  ],
}

/**
 * The quantile of the standard normal law: the z with P(Z <= z) = p, to a relative error of about 1e-15.
 *
 * For an upper tail probability q use `-normalQuantile(q)`: 1 - q would lose its digits.
 *
 * @param p - probability in [0, 1]
 * @returns a number; -Infinity for 0 and Infinity for 1
 * @throws MillraceError `E_DISTRIBUTION_DOMAIN` when p is outside [0, 1] or NaN
 * @see M. J. Wichura, Algorithm AS 241, Applied Statistics 37 (1988)
 * @example
 * ```ts
 * import { normalQuantile } from '@millrace/core/distributions'
 *
 * normalQuantile(0.5) // => 0
 * normalQuantile(0.975) // => 1.959964
 * ```
 * @category Distributions
 * @since 0.1.0
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw outOfDomain({ function: 'normalQuantile', argument: 'p', value: p, range: 'in [0, 1]' })
  const offset = p - 0.5
  if (Math.abs(offset) <= 0.425) return offset * rational(centre, 0.180625 - offset * offset)
  const outer = offset < 0 ? p : 1 - p
  if (outer === 0) return offset < 0 ? -Infinity : Infinity
  const depth = Math.sqrt(-Math.log(outer))
  const z = depth <= 5 ? rational(shoulder, depth - 1.6) : rational(tail, depth - 5)
  return offset < 0 ? -z : z
}
