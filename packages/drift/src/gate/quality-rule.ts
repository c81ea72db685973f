import type { ColumnDrift } from '../compare/drift-report.ts'
import type { QualityCheck, QualityCheckName } from '../quality/quality-check.ts'
import { milder, type Rule, roleLevel } from './breach.ts'
import { everyColumn } from './every-column.ts'
import type { CheckedPolicy, GateLevel } from './gate-policy.ts'
import { listed } from './listed.ts'

interface Failed {
  readonly check: QualityCheckName
  readonly level: GateLevel
  readonly checks: readonly QualityCheck[]
}

/** Failed checks, a breach for each name of a check and level. */
export const quality: Rule = (report, policy) => {
  const columns = new Map(everyColumn(report).map((column) => [column.column, column]))
  const groups = new Map<string, Failed>()
  for (const each of report.quality.filter(({ status }) => status === 'failed')) {
    const level = levelOf(each, { drift: columns.get(each.column ?? ''), policy })
    const key = `${each.check} ${level}`
    groups.set(key, { check: each.check, level, checks: [...(groups.get(key)?.checks ?? []), each] })
  }
  return Array.from(groups.values(), ({ check, level, checks }) => {
    const messages = checks.map(({ message }) => message)
    return { rule: `quality:${check}`, level, columns: checks.flatMap(({ column }) => column ?? []), message: listed(messages, '; ') }
  })
}

/** Checks of whether values are there, which the rules of nulls and of failed columns judge too. */
const presence: readonly QualityCheckName[] = ['null-share', 'missing-column', 'type']

interface Judged {
  readonly drift: ColumnDrift | undefined
  readonly policy: CheckedPolicy
}

function levelOf({ check, column }: QualityCheck, { drift, policy }: Judged): GateLevel {
  const level = policy.qualityLevel(check)
  if (column === null || drift === undefined || !presence.includes(check)) return level
  const isTold = check === 'null-share' ? drift.role === 'input' && drift.nulls.drifted : drift.verdict === 'failed'
  return isTold ? 'ignore' : milder(level, roleLevel(drift, policy))
}
