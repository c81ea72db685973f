import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import type { CheckedPolicy, GateLevel } from './gate-policy.ts'
import type { GateReason, GateRule } from './gate-result.ts'
import { listed } from './listed.ts'

/** What a rule found; it is a reason where its level is not `ignore`. */
export interface Breach extends Omit<GateReason, 'level'> {
  readonly level: GateLevel
}

/** A rule: what breaks it, whatever its level. */
export type Rule = (report: DriftReport, policy: CheckedPolicy) => readonly Breach[]

interface OfColumns {
  readonly level: GateLevel
  readonly broken: readonly ColumnDrift[]
  /** The sentence about the columns, whose names are given. */
  readonly say: (names: string) => string
}

/** The breach of a rule by columns; none where there are no columns. */
export function ofColumns(rule: GateRule, { level, broken, say }: OfColumns): readonly Breach[] {
  if (broken.length === 0) return []
  const names = listed(broken.map(({ column, failure }) => (failure === null ? column : `${column} (${failure})`)))
  return [{ rule, level, columns: broken.map(({ column }) => column), message: say(names) }]
}

const severity = { ignore: 0, warn: 1, fail: 2 } as const

/** The less severe of two levels. */
export const milder = (a: GateLevel, b: GateLevel): GateLevel => (severity[a] < severity[b] ? a : b)

/** What cannot be said of a target or of predictions is never worse than their drift would be: labels come late. */
export function roleLevel({ column, role }: ColumnDrift, { critical, target, predictions }: CheckedPolicy): GateLevel {
  if (role === 'input' || critical.includes(column)) return 'fail'
  return role === 'target' ? target : predictions
}
