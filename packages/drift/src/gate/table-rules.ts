import { decimals, percent } from '../report/figures.ts'
import type { SegmentDrift } from '../segments/segment-drift.ts'
import type { Rule } from './breach.ts'
import { listed } from './listed.ts'

export const rows: Rule = ({ current }, { rows: level, minimumRows }) => {
  const message = `${current.rows} current rows are fewer than the ${minimumRows} that the gate asks for`
  return current.rows < minimumRows ? [{ rule: 'rows', level, columns: [], message }] : []
}

/** A change beyond the limit that is more than noise. */
export const approval: Rule = (report, { approval: level, maxApprovalChange }) => {
  if (maxApprovalChange === null) return []
  if (report.approval === null) {
    const message = 'there is no approval rate to judge: the monitor names none, or scores are missing'
    return [{ rule: 'approval', level, columns: [], message }]
  }
  const { column, reference, current, change, pValue } = report.approval
  if (Math.abs(change) <= maxApprovalChange || pValue >= report.significance) return []
  const limit = `${decimals(100 * maxApprovalChange, 1)} points`
  const message = `the approval rate went from ${percent(reference)} to ${percent(current)}, by more than ${limit}`
  return [{ rule: 'approval', level, columns: [column], message }]
}

export const segments: Rule = (report, { segments: level }) => {
  const inputs = report.segments.map((segment) => ({ ...segment, drifted: driftedInputs(segment) }))
  const broken = inputs.filter(({ status, drifted }) => status === 'new' || status === 'gone' || drifted.length > 0)
  if (broken.length === 0) return []
  const told = broken.map(({ column, value, status, drifted }) => {
    return `${column} = ${value} ${status === 'judged' ? `drifted in ${listed(drifted)}` : `is ${status}`}`
  })
  return [
    { rule: 'segments', level, columns: [...new Set(broken.map(({ column }) => column))], message: `segments: ${listed(told, '; ')}` },
  ]
}

/** Targets and predictions have rules of their own. */
const driftedInputs = ({ columns, drifted }: SegmentDrift) =>
  drifted.filter((name) => columns.some(({ column, role }) => column === name && role === 'input'))

export const performance: Rule = (report, { performance: level }) => {
  const alerts = report.performance?.figures.filter(({ alert }) => alert) ?? []
  if (report.performance === null || alerts.length === 0) return []
  const told = alerts.map(({ metric, value, reference }) => `${metric} ${decimals(value, 3)}, reference ${decimals(reference, 3)}`)
  return [{ rule: 'performance', level, columns: [], message: `${report.performance.kind} performance is worse: ${told.join('; ')}` }]
}

export const domain: Rule = (report, { domain: level }) => {
  if (!report.domain?.drifted) return []
  const message = `a classifier tells current from reference rows: AUC ${decimals(report.domain.auc, 3)}`
  return [{ rule: 'domain', level, columns: leading(report.domain.attributions), message }]
}

/** The columns that most tell the sides apart: half of the telling, five at most. */
function leading(attributions: readonly { readonly column: string; readonly share: number }[]): string[] {
  const names: string[] = []
  let told = 0
  for (const { column, share } of attributions) {
    if (told >= 0.5 || names.length === 5) break
    names.push(column)
    told += share
  }
  return names
}
