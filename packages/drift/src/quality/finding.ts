import { correct } from '../compare/correct.ts'
import type { MonitorSettings } from '../monitor/settings.ts'
import type { QualityCheck, QualityCheckName } from './quality-check.ts'

/** A check before correction. */
export interface Finding extends Omit<QualityCheck, 'adjustedPValue' | 'message'> {
  /** `failed` where the figure is beyond its limit; with a p-value, it fails if that is significant too. */
  readonly status: QualityCheck['status']
  readonly pValue: number | null
  /** The sentence for either outcome; of a skipped check both are the reason. */
  readonly messages: { readonly passed: string; readonly failed: string }
}

/** A check that has nothing to judge by. */
export function skipped(check: QualityCheckName, column: string | null, reason: string): Finding {
  return {
    check,
    column,
    status: 'skipped',
    reference: null,
    current: null,
    limit: null,
    pValue: null,
    messages: { passed: reason, failed: reason },
  }
}

/** Corrects the p-values of findings of one name and decides. */
export function settle(
  findings: readonly Finding[],
  { significance, correction }: Pick<MonitorSettings, 'significance' | 'correction'>,
): QualityCheck[] {
  const adjusted = correct(
    findings.map(({ pValue }) => pValue),
    correction,
  )
  return findings.map(({ messages, status: found, check, column, reference, current, limit }, index) => {
    const adjustedPValue = adjusted[index]!
    const status = found === 'failed' && adjustedPValue !== null && adjustedPValue >= significance ? 'passed' : found
    const message = status === 'failed' ? messages.failed : messages.passed
    return { check, column, status, reference, current, limit, adjustedPValue, message }
  })
}
