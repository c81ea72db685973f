import type { QualityCheckName } from '../quality/quality-check.ts'

/**
 * What becomes of a gate where a rule is broken: nothing, a warning that passes, or a failure.
 *
 * @category Gates
 * @since 0.1.0
 */
export type GateLevel = 'ignore' | 'warn' | 'fail'

/**
 * What a report must not show. Most rules have a level, and some a limit besides.
 *
 * @category Gates
 * @since 0.1.0
 */
export interface GatePolicy {
  /** Drifted input and monitored columns beyond the limits below. @defaultValue 'fail' */
  readonly drift?: GateLevel | undefined
  /** Most drifted columns. @defaultValue 0, or no limit where `maxDriftedShare` is given or Evidently's rule for the whole table decides */
  readonly maxDriftedColumns?: number | undefined
  /** Greatest share of drifted columns, in [0, 1]. @defaultValue no limit */
  readonly maxDriftedShare?: number | undefined
  /** Columns of any role of which none may drift, whatever the limits and levels allow: such drift fails. @defaultValue none */
  readonly critical?: readonly string[] | undefined
  /** Shares of nulls of input and monitored columns that drifted. @defaultValue 'fail' */
  readonly nulls?: GateLevel | undefined
  /** Columns whose verdict the profile's cells leave open; raw reference values decide them. @defaultValue 'fail' */
  readonly inconclusive?: GateLevel | undefined
  /** Columns that could not be compared: missing, of another type, all null. @defaultValue 'fail' */
  readonly failed?: GateLevel | undefined
  /** A target that drifted. What is inconclusive or failed of it is never worse than this. @defaultValue 'ignore' */
  readonly target?: GateLevel | undefined
  /** Predictions that drifted. What is inconclusive or failed of them is never worse than this. @defaultValue 'ignore' */
  readonly predictions?: GateLevel | undefined
  /**
   * Failed checks of quality: one level for all, or by name. What `nulls` and `failed` tell of a column is not told again.
   *
   * @defaultValue 'warn' for `new-values`, `range`, `constant` and `infinite-values`, which are judged by the reference alone; 'fail' for the others
   */
  readonly quality?: GateLevel | Readonly<Partial<Record<QualityCheckName, GateLevel>>> | undefined
  /** A significant change of the approval rate beyond `maxApprovalChange`, overall. @defaultValue 'fail' */
  readonly approval?: GateLevel | undefined
  /** Greatest change of the approval rate, up or down, in [0, 1]: 0.05 are five percentage points. @defaultValue no limit */
  readonly maxApprovalChange?: number | undefined
  /** Segments with drifted columns, new ones and those that are gone. @defaultValue 'warn' */
  readonly segments?: GateLevel | undefined
  /** Metrics, estimated or realised, that are worse than the reference beyond noise. @defaultValue 'fail' */
  readonly performance?: GateLevel | undefined
  /** A classifier that tells current from reference rows. @defaultValue 'warn' */
  readonly domain?: GateLevel | undefined
  /** Fewer current rows than `minimumRows`. @defaultValue 'fail' */
  readonly rows?: GateLevel | undefined
  /** Fewest current rows: what was judged on less has not passed. @defaultValue no limit */
  readonly minimumRows?: number | undefined
}

/** A policy, checked, with its defaults. */
export interface CheckedPolicy extends Required<{ readonly [Rule in LevelRule]: GateLevel }> {
  readonly maxDriftedColumns: number | null
  readonly maxDriftedShare: number | null
  readonly critical: readonly string[]
  readonly maxApprovalChange: number | null
  readonly minimumRows: number
  qualityLevel(check: QualityCheckName): GateLevel
}

/** The rules that are a level and nothing else. */
export const levelRules = [
  'drift',
  'nulls',
  'inconclusive',
  'failed',
  'target',
  'predictions',
  'approval',
  'segments',
  'performance',
  'domain',
  'rows',
] as const

/** Name of such a rule. */
export type LevelRule = (typeof levelRules)[number]
