import type { Bounds, ColumnDrift, Effect, NullShares } from './drift-report.ts'

/** A column before correction: bounds coincide where the figure is exact. */
export interface Measure
  extends Pick<
    ColumnDrift,
    'column' | 'role' | 'kind' | 'test' | 'method' | 'degreesOfFreedom' | 'psi' | 'unseen' | 'failure' | 'picture'
  > {
  readonly statistic: Bounds | null
  readonly pValue: Bounds | null
  readonly effect: { readonly name: Effect['name']; readonly value: Bounds; readonly floor: number } | null
  readonly nulls: Pick<NullShares, 'reference' | 'current' | 'pValue'> & { readonly effect: number; readonly floor: number }
}

/** Bounds of a figure that is known. */
export const exactly = (value: number): Bounds => ({ lower: value, upper: value })

/** Bounds where they differ. */
export const apart = (bounds: Bounds | null): Bounds | null => (bounds !== null && bounds.lower < bounds.upper ? bounds : null)
