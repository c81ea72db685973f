import type { DriftReport } from '../compare/drift-report.ts'
import { optionError } from '../internal/errors.ts'
import type { QualityCheckName } from '../quality/quality-check.ts'
import { everyColumn } from './every-column.ts'
import { type CheckedPolicy, type GateLevel, type GatePolicy, levelRules } from './gate-policy.ts'

const levels: readonly unknown[] = ['ignore', 'warn', 'fail'] satisfies GateLevel[]

const defaults = {
  drift: 'fail',
  nulls: 'fail',
  inconclusive: 'fail',
  failed: 'fail',
  target: 'ignore',
  predictions: 'ignore',
  approval: 'fail',
  segments: 'warn',
  performance: 'fail',
  domain: 'warn',
  rows: 'fail',
} as const satisfies Pick<CheckedPolicy, (typeof levelRules)[number]>

/** What was asked for with a limit of its own fails; what is judged by the reference alone warns. */
const qualityDefaults = {
  'null-share': 'fail',
  'missing-column': 'fail',
  type: 'fail',
  duplicates: 'fail',
  'row-count': 'fail',
  freshness: 'fail',
  'new-values': 'warn',
  range: 'warn',
  constant: 'warn',
  'infinite-values': 'warn',
} as const satisfies Readonly<Record<QualityCheckName, GateLevel>>

/** The name of every check of quality. */
export const qualityChecks = Object.keys(qualityDefaults) as readonly QualityCheckName[]

const check = (option: string, value: unknown, { holds, range }: { readonly holds: boolean; readonly range: string }) => {
  if (!holds) throw optionError({ function: 'gate', option, value, range })
}

/** The policy with its defaults, checked against what the report has. */
export function checkPolicy(report: DriftReport, policy: GatePolicy): CheckedPolicy {
  const chosen = Object.fromEntries(levelRules.map((rule) => [rule, levelOf(rule, policy[rule] ?? defaults[rule])]))
  const critical = policy.critical ?? []
  const known = new Set(everyColumn(report).map(({ column }) => column))
  const unknown = critical.find((column) => !known.has(column))
  check('critical', unknown, { holds: unknown === undefined, range: 'columns of the report' })
  const judgesTarget = chosen.target === 'ignore' || report.target !== null
  check('target', chosen.target, { holds: judgesTarget, range: "'ignore' where the monitor has no target" })
  return {
    ...(chosen as Pick<CheckedPolicy, (typeof levelRules)[number]>),
    critical,
    maxDriftedColumns: limitOf('maxDriftedColumns', policy.maxDriftedColumns),
    maxDriftedShare: limitOf('maxDriftedShare', policy.maxDriftedShare, 1),
    maxApprovalChange: limitOf('maxApprovalChange', policy.maxApprovalChange, 1),
    minimumRows: limitOf('minimumRows', policy.minimumRows) ?? 0,
    qualityLevel: qualityLevels(policy.quality ?? {}),
  }
}

function levelOf(option: string, value: unknown): GateLevel {
  check(option, value, { holds: levels.includes(value), range: "'ignore', 'warn' or 'fail'" })
  return value as GateLevel
}

function limitOf(option: string, value: number | undefined, greatest = Number.POSITIVE_INFINITY): number | null {
  const range = greatest === 1 ? 'in [0, 1]' : 'at least 0'
  check(option, value, { holds: value === undefined || (value >= 0 && value <= greatest), range })
  return value ?? null
}

function qualityLevels(given: NonNullable<GatePolicy['quality']>): CheckedPolicy['qualityLevel'] {
  if (typeof given === 'string') {
    const level = levelOf('quality', given)
    return () => level
  }
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(qualityDefaults, name))
  check('quality', unknown, { holds: unknown === undefined, range: `a level, or levels of ${qualityChecks.join(', ')}` })
  for (const [name, level] of Object.entries(given)) levelOf(`quality.${name}`, level)
  return (name) => given[name] ?? qualityDefaults[name]
}
