import type { ColumnDrift, DriftReport } from '../compare/drift-report.ts'
import type { GateReason, GateResult, GateRule } from '../gate/gate-result.ts'
import type { QualityCheck } from '../quality/quality-check.ts'
import { explainVerdict } from '../report/explain-verdict.ts'
import { element, escapeXml } from './xml.ts'

/**
 * A report and its gate as JUnit XML, which every CI server shows: a suite a role with a test a column, a suite with the checks of quality, and one with
 * what the gate judges besides.
 *
 * A test fails where the gate failed by it, with the sentences that explain the verdict; what has no verdict is an error where the gate does not pass it, and
 * skipped where it does. What only warns passes, and says so in its output.
 *
 * @param report - of {@link compare}
 * @param result - of {@link gate}
 * @returns an XML document; text from data is escaped, and characters that XML cannot hold are replaced
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, gate, profile, toJUnit } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (scale: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: scale * i })))
 * const report = await compare(await profile(defineMonitor(Loan), loans(1)), loans(0.5))
 * toJUnit(report, gate(report)).includes('<failure type="drift"') // => true
 * ```
 * @category Output
 * @since 0.1.0
 */
export function toJUnit(report: DriftReport, result: GateResult): string {
  const { columns, target, predictions } = report
  const ofColumns = (list: readonly ColumnDrift[]) => list.map((column) => columnCase(column, { report, result }))
  const suites: Suite[] = [
    { name: 'inputs', cases: ofColumns(columns) },
    { name: 'target', cases: ofColumns(target === null ? [] : [target]) },
    { name: 'predictions', cases: ofColumns(predictions) },
    { name: 'quality', cases: report.quality.map((check) => qualityCase(check, result)) },
    { name: 'gate', cases: wholeRules.filter(([, applies]) => applies(report, result)).map(([rule]) => ruleCase(rule, result)) },
  ]
  const used = suites.filter(({ cases }) => cases.length > 0)
  const name = `drift of ${report.monitor}`
  const document = element(
    'testsuites',
    { name, ...countsOf(used.flatMap(({ cases }) => cases)) },
    used.map((suite) => suiteXml(suite, name)),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${document}\n`
}

type Outcome = 'passed' | 'failure' | 'error' | 'skipped'

interface Case {
  readonly name: string
  readonly outcome: Outcome
  /** What kind of failure. */
  readonly type: string
  /** Sentences; empty where there is nothing to say. */
  readonly message: string
}

interface Suite {
  readonly name: string
  readonly cases: readonly Case[]
}

function columnCase(
  column: ColumnDrift,
  { report, result: { reasons } }: { readonly report: DriftReport; readonly result: GateResult },
): Case {
  const broken = reasons.filter(({ rule, columns }) => !isOfAll(rule) && columns.includes(column.column))
  const fails = broken.some(({ level }) => level === 'fail')
  const isOpen = column.verdict === 'failed' || column.verdict === 'inconclusive'
  const outcome = fails ? (isOpen ? 'error' : 'failure') : isOpen && broken.length === 0 ? 'skipped' : 'passed'
  const warning = !fails && broken.length > 0 ? 'warning: ' : ''
  const sentence = column.verdict === 'stable' && broken.length === 0 ? '' : explainVerdict(column, report)
  return {
    name: column.column,
    outcome,
    type: fails && !isOpen ? (broken[0]?.rule ?? column.verdict) : column.verdict,
    message: warning + sentence,
  }
}

function qualityCase({ check, column, status, message }: QualityCheck, { reasons }: GateResult): Case {
  const name = column === null ? check : `${column}: ${check}`
  if (status !== 'failed')
    return { name, outcome: status === 'skipped' ? 'skipped' : 'passed', type: check, message: status === 'skipped' ? message : '' }
  const isOfIt = ({ rule, columns }: GateReason) => rule === `quality:${check}` && (column === null || columns.includes(column))
  const level = reasons.find(isOfIt)?.level
  return {
    name,
    outcome: level === 'fail' ? 'failure' : 'passed',
    type: check,
    message: level === 'warn' ? `warning: ${message}` : message,
  }
}

/** Rules that judge all rows at once, and when a report has something for them. */
const wholeRules: readonly [GateRule, (report: DriftReport, result: GateResult) => boolean][] = [
  ['rows', (_, { reasons }) => reasons.some(({ rule }) => rule === 'rows')],
  ['approval', ({ approval }) => approval !== null],
  ['segments', ({ segments }) => segments.length > 0],
  ['performance', ({ performance }) => performance !== null],
  ['domain', ({ domain }) => domain !== null],
]

const isOfAll = (rule: GateRule) => rule.startsWith('quality:') || wholeRules.some(([other]) => other === rule)

function ruleCase(rule: GateRule, { reasons }: GateResult): Case {
  const reason = reasons.find((each) => each.rule === rule)
  if (reason === undefined) return { name: rule, outcome: 'passed', type: rule, message: '' }
  const { level, message } = reason
  return level === 'fail'
    ? { name: rule, outcome: 'failure', type: rule, message }
    : { name: rule, outcome: 'passed', type: rule, message: `warning: ${message}` }
}

function suiteXml({ name, cases }: Suite, report: string): string {
  const tests = cases.map((each) => caseXml(each, `${report}.${name}`))
  return element('testsuite', { name, ...countsOf(cases), time: 0 }, tests)
}

function caseXml({ name, outcome, type, message }: Case, classname: string): string {
  const said = message === '' ? [] : [`<system-out>${escapeXml(message)}</system-out>`]
  const inner = outcome === 'passed' ? said : [element(outcome, outcome === 'skipped' ? { message } : { type, message })]
  return element('testcase', { classname, name, time: 0 }, inner)
}

function countsOf(cases: readonly Case[]) {
  const count = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}
