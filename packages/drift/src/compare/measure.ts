import type { Bounds, ColumnDrift, Effect, NullShares } from './drift-report.ts'

/** What a test says of the values of a column: bounds coincide where the figure is exact. */
export interface Judged extends Pick<ColumnDrift, 'test' | 'method' | 'degreesOfFreedom' | 'noise' | 'warnings'> {
  readonly statistic: Bounds
  /** Null for a distance without a law: its noise then tells whether it is significant. */
  readonly pValue: Bounds | null
  /** Of signed effects both bounds are the effect. */
  readonly effect: { readonly name: Effect['name']; readonly value: Bounds; readonly floor: number }
}

/** A column before correction. */
export interface Measure extends Pick<ColumnDrift, 'column' | 'role' | 'kind' | 'psi' | 'unseen' | 'failure' | 'picture' | 'test'> {
  /** Null where the column failed. */
  readonly judged: Judged | null
  readonly nulls: Pick<NullShares, 'reference' | 'current' | 'pValue'> & { readonly effect: number; readonly floor: number }
}

/** Bounds of a figure that is known. */
export const exactly = (value: number): Bounds => ({ lower: value, upper: value })

/** Bounds where they differ. */
export const apart = (bounds: Bounds | null): Bounds | null => (bounds !== null && bounds.lower < bounds.upper ? bounds : null)
