/**
 * One bar of a picture, on both sides.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface PictureCell {
  /** The values in the cell, for people: `Urban`, `2,500 – 3,200`, `< 40`; text from data, so escape it. */
  readonly label: string
  /** Share of the reference's values, in [0, 1]. */
  readonly reference: number
  /** Share of the current values, in [0, 1]; null where there are none. */
  readonly current: number | null
}

/**
 * Figures of the numbers on one side; days count from 1970-01-01, instants in milliseconds since then.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface NumberSummary {
  /** Their mean. */
  readonly mean: number
  /** Their population standard deviation. */
  readonly deviation: number
  /** The least. */
  readonly minimum: number
  /** The greatest. */
  readonly maximum: number
  /** 5, 25, 50, 75 and 95 % quantiles, interpolated within cells. */
  readonly quantiles: readonly [number, number, number, number, number]
}

/**
 * Both sides of a continuous column over bins of one width, for a drawing alone: rows are taken to lie evenly within the profile's cells.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface Histogram {
  /** Where the first bin begins: at the lower of both sides' 0.5 % quantiles. */
  readonly from: number
  /** Where the last bin ends: at the higher of both sides' 99.5 % quantiles. */
  readonly to: number
  /** Share of the reference's values by bin, in [0, 1]. */
  readonly reference: readonly number[]
  /** Share of the current values by bin, in [0, 1]; null where there are none. */
  readonly current: readonly number[] | null
}

/**
 * What a page draws of a column.
 *
 * @category Reports
 * @since 0.1.0
 */
export interface ColumnPicture {
  /** At most 25 bars: of numbers in ascending order, of categories by reference share, the rest as the last one. Shares of a side add up to 1. */
  readonly cells: readonly PictureCell[]
  /** The shape of numbers; null for categories and discrete numbers, whose cells are the shape. */
  readonly histogram: Histogram | null
  /** Figures of the reference; null for categories and where there are no values. */
  readonly reference: NumberSummary | null
  /** Figures of the current rows; null for categories and where there are no values. */
  readonly current: NumberSummary | null
}
