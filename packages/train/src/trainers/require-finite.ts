import { MillraceError } from '@millrace/core'

/** Beyond it, sums over a few million rows could overflow. */
const largest = 1e300

/** Refuses features that are null, infinite or so large that arithmetic overflows, naming the first. */
export function requireFinite(trainer: string, features: readonly Float64Array[], names: readonly string[]): void {
  for (const [j, feature] of features.entries()) requireFiniteValues(trainer, feature, `feature '${names[j]}'`, names[j] ?? '')
}

/** Refuses a target that is null, infinite or too large for arithmetic. */
export function requireFiniteTarget(trainer: string, target: Float64Array): void {
  requireFiniteValues(trainer, target, 'target', 'target')
}

function requireFiniteValues(trainer: string, values: Float64Array, what: string, feature: string): void {
  const row = firstBeyond(values)
  if (row < 0) return
  const isNull = Number.isNaN(values[row])
  throw new MillraceError({
    code: isNull ? 'E_FEATURE_NULL' : 'E_FEATURE_RANGE',
    message: `${trainer}: the ${what} is ${isNull ? 'null' : values[row]} in row ${row}; ${isNull ? 'impute' : 'clip'} it`,
    details: { feature, row },
  })
}

function firstBeyond(values: Float64Array): number {
  for (let row = 0; row < values.length; row++) if (!(Math.abs(values[row]!) <= largest)) return row
  return -1
}
