import type { QualityCheckName } from '../quality/quality-check.ts'
import type { GateLevel, LevelRule } from './gate-policy.ts'

/**
 * Name of a rule, as in the policy; a check of quality is `quality:` and its name.
 *
 * @category Gates
 * @since 0.1.0
 */
export type GateRule = LevelRule | 'critical' | `quality:${QualityCheckName}`

/**
 * One rule that was broken.
 *
 * @category Gates
 * @since 0.1.0
 */
export interface GateReason {
  /** Which rule. */
  readonly rule: GateRule
  /** What follows from it. */
  readonly level: Exclude<GateLevel, 'ignore'>
  /** The columns that broke it; of segments, the columns that make them; empty where the rule is of all rows. */
  readonly columns: readonly string[]
  /** The same as a sentence; may hold text from data. */
  readonly message: string
}

/**
 * Whether a report passes, and why not; strict JSON.
 *
 * @category Gates
 * @since 0.1.0
 */
export interface GateResult {
  /** `fail` where a rule of that level is broken, else `warn` where one of that is, else `pass`. */
  readonly outcome: 'pass' | 'warn' | 'fail'
  /** Whether the outcome is not `fail`. */
  readonly passed: boolean
  /** The rules that were broken, failures first. */
  readonly reasons: readonly GateReason[]
  /** For `process.exitCode`: 0 passed, 1 not. */
  readonly exitCode: 0 | 1
}
