/** Levels of the table, and the parabola through the logarithms of all its levels at the critical values for two samples, by least squares. */
const greatest = { pValue: 0.25, critical: 0.325 }
const least = { pValue: 0.001, critical: 6.546 }
const parabola = [-1.077770279820484, -1.0082265644652515, 0.01819809457411147] as const

/**
 * The p-value of the standardised A² of two samples, interpolated as SciPy does, and whether the table ended.
 *
 * @see https://doi.org/10.1080/01621459.1987.10478517 (F. W. Scholz and M. A. Stephens, 1987, table 1)
 */
export function tableSurvival(statistic: number): { readonly pValue: number; readonly clamped: boolean } {
  if (statistic < greatest.critical) return { pValue: greatest.pValue, clamped: true }
  if (statistic > least.critical) return { pValue: least.pValue, clamped: true }
  return { pValue: Math.exp(parabola[0] + statistic * (parabola[1] + statistic * parabola[2])), clamped: false }
}
