import { MillraceError } from '@millrace/core'

/** Refuses features that are null or infinite, naming the first. */
export function requireFinite(trainer: string, features: readonly Float64Array[], names: readonly string[]): void {
  for (const [j, feature] of features.entries()) {
    const row = feature.findIndex((value) => !Number.isFinite(value))
    if (row < 0) continue
    throw new MillraceError({
      code: 'E_FEATURE_NULL',
      message: `${trainer}: the feature '${names[j]}' is ${Number.isNaN(feature[row]) ? 'null' : feature[row]} in row ${row}; impute or clip it`,
      details: { feature: names[j] ?? '', row },
    })
  }
}
