import { MillraceError } from '@millrace/core'

/**
 * p-values adjusted by Benjamini and Hochberg: those below α are rejected so that, in the mean, at most the share α of the rejections is false.
 *
 * adjusted(i) = the least of p(j) count / j over the ranks j from i on, at most 1. Without any drift the chance of one rejection or more is α.
 *
 * @param pValues - one a test, in [0, 1]; null where a test was not made, which stays null and is not counted
 * @returns the adjusted p-values, in the same order
 * @throws MillraceError `E_DRIFT_P_VALUE` when a p-value is not in [0, 1]
 * @see https://doi.org/10.1111/j.2517-6161.1995.tb02031.x
 * @example
 * ```ts
 * import { benjaminiHochberg } from '@millrace/drift'
 *
 * benjaminiHochberg([0.01, 0.04, null, 0.03]) // => [0.03, 0.04, null, 0.04]
 * ```
 * @category Tests
 * @since 0.1.0
 */
export function benjaminiHochberg(pValues: readonly (number | null)[]): (number | null)[] {
  const wrong = pValues.findIndex((p) => p !== null && !(p >= 0 && p <= 1))
  if (wrong >= 0) {
    throw new MillraceError({
      code: 'E_DRIFT_P_VALUE',
      message: `benjaminiHochberg: the p-value at index ${wrong} is ${pValues[wrong]}; p-values are in [0, 1], or null where no test was made`,
      details: { index: wrong, value: String(pValues[wrong]) },
    })
  }
  const descending = pValues.flatMap((p, index) => (p === null ? [] : [{ p, index }])).sort((a, b) => b.p - a.p)
  const adjusted: (number | null)[] = pValues.map(() => null)
  let least = 1
  descending.forEach(({ p, index }, above) => {
    least = Math.min(least, p * (descending.length / (descending.length - above)))
    adjusted[index] = least
  })
  return adjusted
}
