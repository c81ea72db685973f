import { qualityChecks } from '../gate/check-policy.ts'
import { type GateLevel, type GatePolicy, levelRules } from '../gate/gate-policy.ts'
import type { GateResult } from '../gate/gate-result.ts'
import type { QualityCheckName } from '../quality/quality-check.ts'
import { usageError } from './usage-error.ts'

/** What makes the command fail: a failed gate, a warning too, or nothing. */
export type FailOn = 'drift' | 'warn' | 'never'

/** What the command line says of the gate. */
export interface GateArguments {
  readonly levels: Readonly<Record<GateLevel, readonly string[]>>
  readonly limits: Pick<GatePolicy, 'maxDriftedColumns' | 'maxDriftedShare' | 'maxApprovalChange' | 'minimumRows' | 'critical'>
}

/** The policy that the arguments mean. */
export function policyOf({ levels, limits }: GateArguments): GatePolicy {
  const policy: Partial<Record<string, GateLevel>> = {}
  const quality: Partial<Record<QualityCheckName, GateLevel>> = {}
  const given = new Map<string, GateLevel>()
  for (const level of ['ignore', 'warn', 'fail'] as const) {
    for (const rule of levels[level].flatMap((names) => names.split(','))) {
      const other = given.get(rule)
      if (other !== undefined && other !== level) throw usageError(`rule '${rule}' is to ${other} and to ${level}; give it one level`)
      given.set(rule, level)
      const checks = rule === 'quality' ? qualityChecks : qualityChecks.filter((check) => rule === `quality:${check}`)
      if (checks.length > 0) for (const check of checks) quality[check] = rule === 'quality' ? (quality[check] ?? level) : level
      else if (isLevelRule(rule)) policy[rule] = level
      else
        throw usageError(
          `there is no rule '${rule}'; rules are ${[...levelRules, 'quality'].join(', ')}, and quality:CHECK of ${qualityChecks.join(', ')}`,
        )
    }
  }
  return { ...policy, ...(Object.keys(quality).length > 0 ? { quality } : {}), ...limits }
}

const isLevelRule = (rule: string) => (levelRules as readonly string[]).includes(rule)

/** The exit code of a decision. */
export function exitCodeOf({ outcome }: GateResult, failOn: FailOn): 0 | 1 {
  if (failOn === 'never') return 0
  return outcome === 'fail' || (outcome === 'warn' && failOn === 'warn') ? 1 : 0
}

/** The value of `--fail-on`. */
export function failOnOf(text: string): FailOn {
  if (text === 'drift' || text === 'warn' || text === 'never') return text
  throw usageError(`--fail-on is '${text}'; it is drift, warn or never`)
}
