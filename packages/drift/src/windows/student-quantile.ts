/** Student's quantile from the normal one. @see https://doi.org/10.1214/aoms/1177731539 (H. Goldberg and H. Levine, 1946) */
export function studentQuantile(z: number, freedom: number): number {
  const terms = [(z ** 3 + z) / 4, (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96, (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384]
  return terms.reduce((sum, term, index) => sum + term / freedom ** (index + 1), z)
}
