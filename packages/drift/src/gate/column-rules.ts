import type { ColumnDrift, DriftReport, Verdict } from '../compare/drift-report.ts'
import { type Breach, milder, ofColumns, type Rule, roleLevel } from './breach.ts'
import { everyColumn } from './every-column.ts'
import type { CheckedPolicy } from './gate-policy.ts'

const having = (columns: readonly ColumnDrift[], verdict: Verdict) => columns.filter((column) => column.verdict === verdict)

/** Too many drifted columns; in Evidently's mode, a drifted table where no limit is given. */
export const drift: Rule = ({ columns, dataset }, { drift: level, maxDriftedColumns, maxDriftedShare }) => {
  const broken = having(columns, 'drifted')
  const counts = `${broken.length} of ${columns.length} columns drifted`
  const isUnlimited = maxDriftedColumns === null && maxDriftedShare === null
  if (dataset !== null && isUnlimited) {
    const say = (names: string) => `${counts}, a share of at least ${dataset.threshold}, which is Evidently's limit: ${names}`
    return dataset.drifted ? ofColumns('drift', { level, broken, say }) : []
  }
  const most = maxDriftedColumns ?? (isUnlimited ? 0 : Number.POSITIVE_INFINITY)
  const isTooMany = broken.length > most || broken.length / Math.max(1, columns.length) > (maxDriftedShare ?? 1)
  return isTooMany ? ofColumns('drift', { level, broken, say: (names) => `${counts}: ${names}` }) : []
}

export const critical: Rule = (report, { critical: named }) => {
  const broken = having(everyColumn(report), 'drifted').filter(({ column }) => named.includes(column))
  return ofColumns('critical', { level: 'fail', broken, say: (names) => `critical columns drifted: ${names}` })
}

export const target: Rule = (report, { target: level }) => {
  const broken = having(report.target === null ? [] : [report.target], 'drifted')
  return ofColumns('target', { level, broken, say: (names) => `the target drifted: ${names}` })
}

export const predictions: Rule = (report, { predictions: level }) =>
  ofColumns('predictions', { level, broken: having(report.predictions, 'drifted'), say: (names) => `predictions drifted: ${names}` })

export const nulls: Rule = ({ columns }, { nulls: level }) => {
  const broken = columns.filter((column) => column.nulls.drifted)
  return ofColumns('nulls', { level, broken, say: (names) => `the share of nulls drifted: ${names}` })
}

export const inconclusive: Rule = (report, policy) =>
  open('inconclusive', { report, policy, say: (names) => `the profile alone cannot decide, give raw reference rows: ${names}` })

export const failed: Rule = (report, policy) => open('failed', { report, policy, say: (names) => `could not be compared: ${names}` })

interface Open {
  readonly report: DriftReport
  readonly policy: CheckedPolicy
  readonly say: (names: string) => string
}

/** What has no verdict has not passed. */
function open(rule: 'inconclusive' | 'failed', { report, policy, say }: Open): readonly Breach[] {
  const columns = having(everyColumn(report), rule)
  return (['fail', 'warn'] as const).flatMap((level) => {
    const broken = columns.filter((column) => milder(policy[rule], roleLevel(column, policy)) === level)
    return ofColumns(rule, { level, broken, say })
  })
}
