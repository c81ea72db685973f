import { optionError } from '../internal/errors.ts'
import type { FreshnessLimit, QualityOptions, RowCountLimits, ShareLimit } from './quality-options.ts'

/** The options with defaults; null where a check is off. */
export interface QualityLimits {
  /** The limit is null where the verdict on nulls decides alone. */
  readonly nullShare: { readonly limit: number | null } | null
  readonly newValues: JudgedShare | null
  readonly range: JudgedShare | null
  readonly type: boolean
  readonly missingColumn: boolean
  readonly constant: boolean
  /** The limit is null where the reference decides. */
  readonly infiniteValues: { readonly limit: number | null } | null
  readonly duplicates: { readonly limit: number } | null
  readonly rowCount: RowCountLimits | null
  readonly freshness: FreshnessLimit | null
}

/** A share limit with its defaults. */
export interface JudgedShare {
  readonly limit: number
  readonly test: boolean
}

/** One row in a thousand: about where a share that was 0 reaches a Cramér's V of 0.02, the effect from which a column has drifted. */
const mostUnseen = 0.001

/** The limits, checked. */
export function qualityLimitsOf(options: QualityOptions, name = 'checkQuality'): QualityLimits {
  const { nullShare = {}, newValues = {}, range = {}, infiniteValues = true, duplicates = false } = options
  const share = (option: string, value: number) => check(option, value, value >= 0 && value < 1, 'in [0, 1)')
  const check = (option: string, value: number, holds: boolean, allowed: string) => {
    if (!holds) throw optionError({ function: name, option, value, range: allowed })
    return value
  }
  const shareLimit = (option: string, given: ShareLimit | false | null) =>
    given ? { limit: share(`${option}.limit`, given.limit ?? mostUnseen), test: given.test ?? true } : null
  const { rowCount = false, freshness = false } = options
  if (rowCount) {
    const { tolerance = 0, ...counts } = rowCount
    check('rowCount.tolerance', tolerance, tolerance >= 0, 'at least 0')
    for (const [option, value] of Object.entries(counts)) check(`rowCount.${option}`, value ?? 0, (value ?? 0) >= 0, 'at least 0')
  }
  if (freshness) check('freshness.limitMs', freshness.limitMs, freshness.limitMs >= 0, 'at least 0')
  const infinite = infiniteValues === true ? { limit: null } : infiniteValues || null
  return Object.freeze({
    nullShare: nullShare ? { limit: nullShare.limit === undefined ? null : share('nullShare.limit', nullShare.limit) } : null,
    newValues: shareLimit('newValues', newValues),
    range: shareLimit('range', range),
    type: options.type ?? true,
    missingColumn: options.missingColumn ?? true,
    constant: options.constant ?? true,
    infiniteValues: infinite && { limit: infinite.limit === null ? null : share('infiniteValues.limit', infinite.limit) },
    duplicates: duplicates ? { limit: share('duplicates.limit', duplicates.limit) } : null,
    rowCount: rowCount || null,
    freshness: freshness || null,
  })
}
