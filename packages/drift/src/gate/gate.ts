import { deepFreeze } from '@millrace/core'
import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import { optionError } from '../internal/errors.ts'

/**
 * What a report must not show.
 *
 * @category Gates
 * @since 0.1.0
 */
export interface GateRules {
  /** Most drifted input and monitored columns. @defaultValue 0, or no limit where `maxDriftedShare` is given */
  readonly maxDriftedColumns?: number
  /** Greatest share of drifted columns among the input and monitored ones, in [0, 1]. @defaultValue no limit */
  readonly maxDriftedShare?: number
  /** Critical columns, of any role: none of them may drift, whatever the limits above allow. @defaultValue none */
  readonly columns?: readonly string[]
  /** Whether the target must not drift. @defaultValue false */
  readonly target?: boolean
  /** Whether predictions must not drift. @defaultValue false */
  readonly predictions?: boolean
  /** Whether shares of nulls of input and monitored columns must not drift. @defaultValue true */
  readonly nulls?: boolean
  /** Passes columns whose verdict the profile's cells leave open; raw reference values decide them. @defaultValue false */
  readonly allowInconclusive?: boolean
  /** Passes columns that could not be compared: missing, of another type, all null. @defaultValue false */
  readonly allowFailed?: boolean
}

/**
 * One rule that was broken.
 *
 * @category Gates
 * @since 0.1.0
 */
export interface GateReason {
  /** Which rule. */
  readonly rule: 'drifted' | 'critical' | 'target' | 'predictions' | 'nulls' | 'inconclusive' | 'failed'
  /** The columns that broke it. */
  readonly columns: readonly string[]
  /** The same as a sentence. */
  readonly message: string
}

/**
 * Whether a report passes, and why not.
 *
 * @category Gates
 * @since 0.1.0
 */
export interface GateResult {
  /** Whether every rule holds. */
  readonly passed: boolean
  /** The rules that were broken; empty where it passed. */
  readonly reasons: readonly GateReason[]
  /** For `process.exitCode`: 0 passed, 1 not. */
  readonly exitCode: 0 | 1
}

/**
 * Decides by rules whether a report is good enough, for schedules and CI.
 *
 * Inconclusive and failed columns stop it unless they are allowed: what could not be judged has not passed. They are looked for among the
 * input and monitored columns, the critical ones, and target and predictions where these are judged.
 *
 * @param report - of {@link compare}
 * @param rules - limits
 * @returns a frozen result, which is strict JSON
 * @throws MillraceError `E_DRIFT_OPTION` when a limit is out of range, a critical column is not in the report, or the target is judged and there is none
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, gate, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: i })))
 * const report = await compare(await profile(defineMonitor(Loan), loans), loans)
 * gate(report).exitCode // => 0
 * ```
 * @category Gates
 * @since 0.1.0
 */
export function gate(report: DriftReport, rules: GateRules = {}): GateResult {
  const { maxDriftedShare = 1, maxDriftedColumns = rules.maxDriftedShare === undefined ? 0 : Infinity, columns = [] } = rules
  checkRules(report, { maxDriftedColumns, maxDriftedShare, columns, target: rules.target ?? false })
  const target = rules.target && report.target !== null ? [report.target] : []
  const predictions = rules.predictions ? report.predictions : []
  const critical = everyColumn(report).filter(({ column }) => columns.includes(column))
  const judged = [...new Set([...report.columns, ...critical, ...target, ...predictions])]
  const drifted = report.columns.filter((column) => column.drifted)
  const share = drifted.length / Math.max(1, report.columns.length)
  const tooMany = drifted.length > maxDriftedColumns || share > maxDriftedShare

  const having = (list: readonly ColumnDrift[], verdict: ColumnDrift['verdict']) => list.filter((column) => column.verdict === verdict)
  const reasons = [
    reason('drifted', tooMany ? drifted : [], (names) => `${drifted.length} of ${report.columns.length} columns drifted: ${names}`),
    reason('critical', having(critical, 'drifted'), (names) => `critical columns drifted: ${names}`),
    reason('target', having(target, 'drifted'), (names) => `the target drifted: ${names}`),
    reason('predictions', having(predictions, 'drifted'), (names) => `predictions drifted: ${names}`),
    reason(
      'nulls',
      rules.nulls === false ? [] : report.columns.filter(({ nulls }) => nulls.drifted),
      (names) => `the share of nulls drifted: ${names}`,
    ),
    reason(
      'inconclusive',
      rules.allowInconclusive ? [] : having(judged, 'inconclusive'),
      (names) => `the profile alone cannot decide, give raw reference rows: ${names}`,
    ),
    reason('failed', rules.allowFailed ? [] : having(judged, 'failed'), (names) => `could not be compared: ${names}`),
  ].flat()
  return deepFreeze({ passed: reasons.length === 0, reasons, exitCode: reasons.length === 0 ? 0 : 1 })
}

function everyColumn({ columns, target, predictions }: DriftReport): ColumnDrift[] {
  return [...columns, ...(target === null ? [] : [target]), ...predictions]
}

function reason(rule: GateReason['rule'], broken: readonly ColumnDrift[], say: (names: string) => string): GateReason[] {
  if (broken.length === 0) return []
  const named = broken.slice(0, 20).map(({ column, failure }) => (failure === null ? column : `${column} (${failure})`))
  const names = `${named.join(', ')}${broken.length > named.length ? ', …' : ''}`
  return [{ rule, columns: broken.map(({ column }) => column), message: say(names) }]
}

function checkRules(
  report: DriftReport,
  {
    maxDriftedColumns,
    maxDriftedShare,
    columns,
    target,
  }: Required<Pick<GateRules, 'maxDriftedColumns' | 'maxDriftedShare' | 'columns' | 'target'>>,
): void {
  const check = (option: string, value: unknown, holds: boolean, range: string) => {
    if (!holds) throw optionError({ function: 'gate', option, value, range })
  }
  check('maxDriftedColumns', maxDriftedColumns, maxDriftedColumns >= 0, 'at least 0')
  check('maxDriftedShare', maxDriftedShare, maxDriftedShare >= 0 && maxDriftedShare <= 1, 'in [0, 1]')
  const known = new Set(everyColumn(report).map(({ column }) => column))
  const unknown = columns.find((column) => !known.has(column))
  check('columns', unknown, unknown === undefined, 'columns of the report')
  check('target', target, !target || report.target !== null, 'false where the monitor has no target')
}
