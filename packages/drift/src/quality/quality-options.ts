/**
 * A share of rows that a check allows, and whether noise is taken out by a test.
 *
 * @category Quality
 * @since 0.1.0
 */
export interface ShareLimit {
  /** The share that is never a failure, in [0, 1). */
  readonly limit?: number | undefined
  /** Whether the share must also be more than chance explains at the sizes of both sides; with false the limit alone decides. @defaultValue true */
  readonly test?: boolean | undefined
}

/**
 * Limits of the data-quality checks; `false` turns a check off, and every check with a figure of its own to be measured by is on unless it is.
 *
 * @category Quality
 * @since 0.1.0
 */
export interface QualityOptions {
  /**
   * Share of nulls by column: the verdict of `nulls.drifted`, and a limit that no column may pass, whatever the reference. Without a limit the target
   * is left out, whose labels come late.
   *
   * @defaultValue the verdict alone
   */
  readonly nullShare?: { readonly limit?: number | undefined } | false | undefined
  /** Share of rows of categories, or of numbers of few values, that the reference does not have. @defaultValue `{ limit: 0.001, test: true }` */
  readonly newValues?: ShareLimit | false | undefined
  /** Share of numbers below the reference's least or above its greatest. @defaultValue `{ limit: 0.001, test: true }` */
  readonly range?: ShareLimit | false | undefined
  /** Columns that hold text where the reference holds numbers, or times where it holds no times, and the reverse. @defaultValue true */
  readonly type?: boolean | undefined
  /** Columns that are not there. @defaultValue true */
  readonly missingColumn?: boolean | undefined
  /** Columns of a single value now that had several. @defaultValue true */
  readonly constant?: boolean | undefined
  /**
   * Share of infinite numbers: they are defects, so any fails where the reference has none, and a rise fails where it has some.
   *
   * @defaultValue true
   */
  readonly infiniteValues?: { readonly limit: number } | boolean | undefined
  /** Share of rows that repeat an earlier row in all monitored columns. @defaultValue false, since a profile does not know the reference's share */
  readonly duplicates?: { readonly limit: number } | false | undefined
  /** Number of rows. @defaultValue false, since a reference says nothing of it */
  readonly rowCount?: RowCountLimits | false | undefined
  /** Age of the newest row. @defaultValue false */
  readonly freshness?: FreshnessLimit | false | undefined
}

/**
 * How many rows there should be; with several limits, all hold.
 *
 * @category Quality
 * @since 0.1.0
 */
export interface RowCountLimits {
  /** Expected number of rows. */
  readonly expected?: number | undefined
  /** How far the number may lie from the expected one, as a share of it. @defaultValue 0.5 */
  readonly tolerance?: number | undefined
  /** The fewest. */
  readonly minimum?: number | undefined
  /** The most. */
  readonly maximum?: number | undefined
}

/**
 * How old the newest row may be.
 *
 * @category Quality
 * @since 0.1.0
 */
export interface FreshnessLimit {
  /** Column of days, which count from their midnight UTC, or instants; monitored or not. */
  readonly column: string
  /** Greatest age of the newest row, in milliseconds. */
  readonly limitMs: number
}
