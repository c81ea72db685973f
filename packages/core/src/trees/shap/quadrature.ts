/** Points and weights for integrals from 0 to 1. */
export interface Quadrature {
  readonly points: Float64Array
  readonly weights: Float64Array
}

const known = new Map<number, Quadrature>()

/**
 * Gauss-Legendre quadrature from 0 to 1, exact for polynomials of a degree below twice the number of points; the points by Newton's method on the Legendre polynomial.
 *
 * @see Abramowitz & Stegun, Handbook of Mathematical Functions, 25.4.30
 */
export function unitQuadrature(count: number): Quadrature {
  const found = known.get(count)
  if (found !== undefined) return found
  const points = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 0
    for (let step = 0; step < 100; step++) {
      const [value, derivative] = legendre(count, x)
      slope = derivative
      const next = x - value / derivative
      if (Math.abs(next - x) <= 1e-16) break
      x = next
    }
    points[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  const quadrature = { points, weights }
  known.set(count, quadrature)
  return quadrature
}

/** The Legendre polynomial of a degree from 1 on, and its derivative. */
function legendre(degree: number, x: number): readonly [value: number, derivative: number] {
  let before = 1
  let value = x
  for (let k = 2; k <= degree; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k
    before = value
    value = next
  }
  return [value, (degree * (before - x * value)) / (1 - x * x)]
}
