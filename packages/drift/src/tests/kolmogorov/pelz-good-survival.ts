/**
 * P(D_n >= d) by the asymptotic series of Pelz and Good: the limit law and its first three corrections in 1/√n.
 *
 * @see https://doi.org/10.18637/jss.v039.i11 (R. Simard and P. L'Ecuyer, 2011, equation 14)
 */
export function pelzGoodSurvival(n: number, d: number): number {
  const z = Math.sqrt(n) * d
  const z2 = z * z
  const z4 = z2 * z2
  const z6 = z4 * z2
  const z8 = z4 * z4
  const pi2 = Math.PI ** 2
  const pi4 = pi2 * pi2
  const pi6 = pi4 * pi2
  const sums = [0, 0, 0, 0]
  const terms = Math.ceil((16 * z) / Math.PI)
  for (let k = terms; k >= 1; k--) {
    const odd = (2 * k - 1) ** 2
    const halves = Math.exp((-odd * pi2) / (8 * z2))
    const whole = Math.exp((-k * k * pi2) / (2 * z2)) * k * k * pi2
    sums[0]! += halves / z
    sums[1]! += (halves * (-z2 + (odd * pi2) / 4)) / (6 * z4)
    sums[2]! +=
      (halves * (6 * z6 + 2 * z4 + ((2 * z4 - 5 * z2) * pi2 * odd) / 4 + ((1 - 2 * z2) * pi4 * odd * odd) / 16)) / (72 * z6 * z) -
      whole / (36 * z2 * z)
    sums[3]! +=
      (halves *
        (-30 * z6 -
          90 * z8 +
          ((135 * z4 - 96 * z6) * pi2 * odd) / 4 +
          ((212 * z4 - 60 * z2) * pi4 * odd * odd) / 16 +
          ((5 - 30 * z2) * pi6 * odd * odd * odd) / 64)) /
        (6480 * z8 * z2) +
      (whole * (3 * z2 - k * k * pi2)) / (216 * z6)
  }
  const series = sums.reduce((total, sum, order) => total + sum / n ** (order / 2), 0)
  return Math.min(1, Math.max(0, 1 - Math.sqrt(2 * Math.PI) * series))
}
