import { deepFreeze } from '@millrace/core'
import type { DriftReport } from '../compare/drift-report.ts'
import type { Rule } from './breach.ts'
import { checkPolicy } from './check-policy.ts'
import { critical, drift, failed, inconclusive, nulls, predictions, target } from './column-rules.ts'
import type { GatePolicy } from './gate-policy.ts'
import type { GateReason, GateResult } from './gate-result.ts'
import { quality } from './quality-rule.ts'
import { approval, domain, performance, rows, segments } from './table-rules.ts'

/** In the order of a result. */
const rules: readonly Rule[] = [
  rows,
  drift,
  critical,
  target,
  predictions,
  nulls,
  inconclusive,
  failed,
  quality,
  approval,
  segments,
  performance,
  domain,
]

/**
 * Decides by a policy whether a report is good enough, for schedules and CI: pass, warn or fail, with the reasons.
 *
 * By default no input column and no share of nulls may drift, and what could not be judged has not passed; target and predictions may drift; failed
 * checks of quality and segments warn. Of a report in Evidently's mode its rule for the whole table decides on drift, unless a limit is given.
 *
 * @param report - of {@link compare}
 * @param policy - levels and limits
 * @returns a frozen result, which is strict JSON
 * @throws MillraceError `E_DRIFT_OPTION` when a level is none or a limit out of range, a critical column is not in the report, or the
 *   target is judged and there is none
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, gate, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (scale: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: scale * i })))
 * const report = await compare(await profile(defineMonitor(Loan), loans(1)), loans(0.5))
 * gate(report).outcome // => 'fail'
 * gate(report, { drift: 'warn' }).reasons // => [{ rule: 'drift', level: 'warn', columns: ['amount'], message: '1 of 1 columns drifted: amount' }]
 * gate(report, { maxDriftedColumns: 1 }).exitCode // => 0
 * ```
 * @category Gates
 * @since 0.1.0
 */
export function gate(report: DriftReport, policy: GatePolicy = {}): GateResult {
  const checked = checkPolicy(report, policy)
  const broken = rules.flatMap((rule) => rule(report, checked))
  const reasons = (['fail', 'warn'] as const).flatMap((level) => broken.filter((each): each is GateReason => each.level === level))
  const outcome = reasons[0]?.level ?? 'pass'
  return deepFreeze({ outcome, passed: outcome !== 'fail', reasons, exitCode: outcome === 'fail' ? 1 : 0 })
}
