import { MillraceError } from '@millrace/core'

/** Beyond it, sums over a few million rows could overflow. */
const largest = 1e300

/** Refuses features that are null, infinite or so large that arithmetic overflows, naming the first. */
export function requireFinite(trainer: string, features: readonly Float64Array[], names: readonly string[]): void {
  for (const [j, feature] of features.entries()) {
    const row = feature.findIndex((value) => !(Math.abs(value) <= largest))
    if (row < 0) continue
    const isNull = Number.isNaN(feature[row])
    throw new MillraceError({
      code: isNull ? 'E_FEATURE_NULL' : 'E_FEATURE_RANGE',
      message: `${trainer}: the feature '${names[j]}' is ${isNull ? 'null' : feature[row]} in row ${row}; ${isNull ? 'impute' : 'clip'} it`,
      details: { feature: names[j] ?? '', row },
    })
  }
}
