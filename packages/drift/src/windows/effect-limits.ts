import { normalQuantile } from '@millrace/core/distributions'
import type { ColumnDrift } from '../compare/drift-report.ts'
import type { Sizes } from '../tests/two-samples.ts'
import { chiSquareLimit } from './control-limits.ts'

interface EffectSides {
  /** Values on either side. */
  readonly sizes: Sizes
  readonly rate: number
}

interface Limits {
  /** Null for effects that have no sign. */
  readonly lower: number | null
  readonly upper: number | null
}

/** What an effect stays within at this rate, and at least its floor away from no effect. */
export function effectLimits(drift: ColumnDrift, { sizes, rate }: EffectSides): Limits {
  const { name, floor } = drift.effect!
  const error = Math.sqrt(1 / sizes.reference + 1 / sizes.current)
  const z = normalQuantile(1 - rate / 2)
  const around = (center: number, half: number) => ({ lower: center - half, upper: center + half })
  switch (name) {
    case 'D':
      // The limit law's first term, which is not below the exact tail.
      return { lower: null, upper: Math.max(floor, Math.sqrt(-Math.log(rate / 2) / 2) * error) }
    case 'V':
      return { lower: null, upper: Math.max(floor, cramersLimit(drift.degreesOfFreedom ?? 1, { sizes, rate })) }
    case 'AUC':
      // Mann-Whitney's variance without ties, which is not below the one with ties.
      return around(0.5, Math.max(floor / 2, z * Math.sqrt((sizes.reference + sizes.current + 1) / (12 * sizes.reference * sizes.current))))
    case 'd':
      return around(0, Math.max(floor, z * error))
    case 'difference':
      return around(0, Math.max(floor, z * error * deviationOf(drift, error)))
    case 'distance':
      return { lower: null, upper: Math.max(floor, drift.noise ?? 0) }
  }
}

/** Bias-corrected V at balanced sizes where chi-square is at its limit. */
function cramersLimit(degreesOfFreedom: number, { sizes: { reference: n, current: m }, rate }: EffectSides): number {
  if (degreesOfFreedom < 1) return 0
  const balanced = (4 * n * m) / (n + m)
  const excess = chiSquareLimit(degreesOfFreedom, rate) / balanced - degreesOfFreedom / (balanced - 1)
  const most = Math.min(degreesOfFreedom - degreesOfFreedom ** 2 / (balanced - 1), 1 - 1 / (balanced - 1))
  return most > 0 ? Math.min(1, Math.sqrt(Math.max(0, excess) / most)) : 1
}

/** Of a share of rows; z says it, and without z it is at most a half. */
function deviationOf({ test, statistic, effect }: ColumnDrift, error: number): number {
  if (test !== 'two-proportion-z' || !statistic) return 0.5
  return Math.abs(effect!.value / statistic) / error
}
