/** Horner's rule; the coefficient of the highest power comes first. */
export function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0
  for (const coefficient of coefficients) sum = sum * x + coefficient
  return sum
}

/** A quotient of two polynomials, as published minimax approximations are given. */
export interface Rational {
  readonly numerator: readonly number[]
  readonly denominator: readonly number[]
}

export function rational({ numerator, denominator }: Rational, x: number): number {
  return polynomial(numerator, x) / polynomial(denominator, x)
}
