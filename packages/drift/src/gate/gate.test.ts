import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import type { ColumnDrift, DriftReport, Verdict } from '../compare/drift-report.ts'
import type { QualityCheck, QualityCheckName } from '../quality/quality-check.ts'
import type { SegmentDrift } from '../segments/segment-drift.ts'
import { gate } from './gate.ts'
import type { GatePolicy } from './gate-policy.ts'

const nullsDrifted = { reference: 0.05, current: 0.4, pValue: 1e-9, adjustedPValue: 1e-9, drifted: true }

function column(name: string, verdict: Verdict, changes: Partial<ColumnDrift> = {}): ColumnDrift {
  const failure = verdict === 'failed' ? 'all current values are null' : null
  return exampleColumn({ column: name, verdict, failure, ...changes })
}

const report = exampleReport(
  [column('a', 'drifted'), column('b', 'small'), column('c', 'stable', { nulls: nullsDrifted }), column('d', 'stable')],
  {
    target: column('label', 'drifted', { role: 'target' }),
    predictions: [column('score', 'drifted', { role: 'prediction' })],
  },
)
const quiet = exampleReport([column('a', 'stable')])
const withInput = (verdict: Verdict) => ({ ...report, columns: [column('x', verdict)] })
const broken = (policy?: GatePolicy, of: DriftReport = report) =>
  gate(of, policy).reasons.map(({ rule, level, columns }) => [level, rule, ...columns].join(' '))

test('a quiet report passes', () => {
  for (const verdict of ['stable', 'small'] as const)
    expect(gate(withInput(verdict))).toEqual({ outcome: 'pass', passed: true, reasons: [], exitCode: 0 })
})

test('by default no column and no share of nulls may drift; target and predictions may', () => {
  expect(broken()).toEqual(['fail drift a', 'fail nulls c'])
  expect(gate(report)).toMatchObject({ outcome: 'fail', passed: false, exitCode: 1 })
})

test('a warning passes, and stands behind failures', () => {
  expect(gate(report, { drift: 'warn', nulls: 'warn' })).toMatchObject({ outcome: 'warn', passed: true, exitCode: 0 })
  expect(broken({ drift: 'warn' })).toEqual(['fail nulls c', 'warn drift a'])
})

test.each<[GatePolicy, string[]]>([
  [{ maxDriftedColumns: 1 }, ['fail nulls c']],
  [{ maxDriftedColumns: 1, nulls: 'ignore' }, []],
  [{ maxDriftedShare: 0.25, nulls: 'ignore' }, []],
  [{ maxDriftedShare: 0.2, nulls: 'ignore' }, ['fail drift a']],
  [{ maxDriftedColumns: 1, maxDriftedShare: 0.2, nulls: 'ignore' }, ['fail drift a']],
  [{ drift: 'ignore', nulls: 'warn' }, ['warn nulls c']],
  [{ drift: 'ignore', critical: ['a', 'd'], nulls: 'ignore' }, ['fail critical a']],
  [{ drift: 'ignore', critical: ['score'], nulls: 'ignore' }, ['fail critical score']],
  [{ maxDriftedColumns: 5, target: 'fail', predictions: 'warn', nulls: 'ignore' }, ['fail target label', 'warn predictions score']],
])('%o', (policy, expected) => {
  expect(broken(policy)).toEqual(expected)
})

describe('what could not be judged', () => {
  test('has not passed, unless the policy says so', () => {
    expect(broken({}, withInput('inconclusive'))).toEqual(['fail inconclusive x'])
    expect(broken({ inconclusive: 'warn' }, withInput('inconclusive'))).toEqual(['warn inconclusive x'])
    expect(broken({}, withInput('failed'))).toEqual(['fail failed x'])
    expect(gate(withInput('failed')).reasons[0]!.message).toBe('could not be compared: x (all current values are null)')
    expect(broken({ failed: 'ignore' }, withInput('failed'))).toEqual([])
  })

  test('of a target is as bad as its drift at most', () => {
    const unlabelled = { ...withInput('stable'), target: column('label', 'failed', { role: 'target' }) }
    expect(broken({}, unlabelled)).toEqual([])
    expect(broken({ target: 'warn' }, unlabelled)).toEqual(['warn failed label'])
    expect(broken({ target: 'fail' }, unlabelled)).toEqual(['fail failed label'])
    expect(broken({ critical: ['label'] }, unlabelled)).toEqual(['fail failed label'])
  })
})

test('the rule of Evidently for the whole table decides in its mode, unless a limit is given', () => {
  const evidently = { ...report, mode: 'evidently', dataset: { drifted: false, share: 0.25, threshold: 0.5 } } as const
  const drifted = { ...evidently, dataset: { drifted: true, share: 0.25, threshold: 0.25 } }
  const policy = { nulls: 'ignore' } as const
  expect([broken(policy, evidently), broken(policy, drifted)]).toEqual([[], ['fail drift a']])
  expect(broken({ ...policy, maxDriftedColumns: 0 }, evidently)).toEqual(['fail drift a'])
  expect(gate(drifted).reasons[0]!.message).toBe("1 of 4 columns drifted, a share of at least 0.25, which is Evidently's limit: a")
})

describe('quality', () => {
  const check = (name: QualityCheckName, on: string | null, status: QualityCheck['status'] = 'failed'): QualityCheck => {
    return { check: name, column: on, status, reference: 0, current: 1, limit: null, adjustedPValue: null, message: `${name} of ${on}` }
  }
  const checks = [check('range', 'a'), check('range', 'b'), check('row-count', null), check('constant', 'a', 'passed')]
  const checked = { ...quiet, quality: checks }

  test('fails where a limit was asked for, and warns where the reference alone is the measure', () => {
    expect(broken({}, checked)).toEqual(['fail quality:row-count', 'warn quality:range a b'])
    expect(gate(checked).reasons[1]!.message).toBe('range of a; range of b')
  })

  test('has one level, or one by name', () => {
    expect(broken({ quality: 'ignore' }, checked)).toEqual([])
    expect(broken({ quality: 'warn' }, checked)).toEqual(['warn quality:range a b', 'warn quality:row-count'])
    expect(broken({ quality: { range: 'fail', 'row-count': 'ignore' } }, checked)).toEqual(['fail quality:range a b'])
  })

  test('does not tell again what nulls and failed tell', () => {
    const columns = [column('a', 'failed'), column('c', 'stable', { nulls: nullsDrifted }), column('d', 'stable')]
    const quality = [check('missing-column', 'a'), check('null-share', 'c'), check('null-share', 'd')]
    expect(broken({}, exampleReport(columns, { quality }))).toEqual(['fail nulls c', 'fail failed a', 'fail quality:null-share d'])
  })

  test('does not fail for labels that have not come', () => {
    const target = column('label', 'stable', { role: 'target' })
    const unlabelled = { ...quiet, target, quality: [check('null-share', 'label')] }
    expect([broken({}, unlabelled), broken({ target: 'warn' }, unlabelled)]).toEqual([[], ['warn quality:null-share label']])
  })
})

test('a change of the approval rate is broken beyond its limit, if it is more than noise', () => {
  const approval = {
    column: 'score',
    threshold: 0.5,
    approve: 'at-least',
    reference: 0.7,
    current: 0.624,
    change: -0.076,
    interval: { lower: -0.12, upper: -0.03 },
    pValue: 0.001,
    sizes: { reference: 1200, current: 300 },
  } as const
  const changed = { ...quiet, approval }
  expect(broken({}, changed)).toEqual([])
  expect(broken({ maxApprovalChange: 0.1 }, changed)).toEqual([])
  expect(gate(changed, { maxApprovalChange: 0.05 }).reasons).toEqual([
    {
      rule: 'approval',
      level: 'fail',
      columns: ['score'],
      message: 'the approval rate went from 70.0 % to 62.4 %, by more than 5.0 points',
    },
  ])
  expect(broken({ maxApprovalChange: 0.05 }, { ...changed, approval: { ...approval, pValue: 0.2 } })).toEqual([])
  expect(broken({ maxApprovalChange: 0.05 }, quiet)).toEqual(['fail approval'])
})

test('segments warn with what happened to each, but not of the target, which has a rule of its own', () => {
  const unchanged = { verdict: 'drifted', test: 'chi-square', pValue: 0, adjustedPValue: 0, effect: null } as const
  const segment = (value: string, status: SegmentDrift['status'], drifted: string[]): SegmentDrift => ({
    column: 'region',
    value,
    rows: { reference: 100, current: 100 },
    status,
    columns: [
      { ...unchanged, column: 'a', role: 'input' },
      { ...unchanged, column: 'repaid', role: 'target' },
    ],
    drifted,
    approval: null,
  })
  const segments = [segment('North', 'judged', ['a', 'repaid']), segment('South', 'judged', ['repaid']), segment('East', 'new', [])]
  expect(gate({ ...quiet, segments }).reasons).toEqual([
    { rule: 'segments', level: 'warn', columns: ['region'], message: 'segments: region = North drifted in a; region = East is new' },
  ])
})

test('performance that is worse fails, and says by how much', () => {
  const figure = { metric: 'auc', value: 0.7, standardError: 0.01, interval: null, reference: 0.8, alert: true } as const
  const performance = {
    format: 'millrace/performance-report',
    schemaVersion: 1,
    kind: 'estimated',
    rows: 300,
    labelled: 0,
    threshold: 0.5,
    calibration: null,
    figures: [figure, { ...figure, metric: 'f1', alert: false }],
    warnings: [],
  } as const
  expect(gate({ ...quiet, performance }).reasons).toEqual([
    { rule: 'performance', level: 'fail', columns: [], message: 'estimated performance is worse: auc 0.700, reference 0.800' },
  ])
})

test('a domain classifier warns, and names the columns that tell most', () => {
  const attributions = ['a', 'b', 'c'].map((name, i) => ({ column: name, share: [0.4, 0.35, 0.25][i]! }))
  const domain = { auc: 0.71, interval: { lower: 0.66, upper: 0.76 }, pValue: 1e-9, floor: 0.55, drifted: true, attributions }
  const told = { ...quiet, domain: { ...domain, sizes: { reference: 1200, current: 300 } } }
  expect(broken({}, told)).toEqual(['warn domain a b'])
  expect(broken({ domain: 'fail' }, { ...told, domain: { ...told.domain, drifted: false } })).toEqual([])
})

test('what was judged on too few rows has not passed', () => {
  expect(broken({ minimumRows: 300 }, quiet)).toEqual([])
  expect(gate(quiet, { minimumRows: 301 }).reasons[0]!.message).toBe('300 current rows are fewer than the 301 that the gate asks for')
})

test('a sentence names twenty columns, and how many more there are', () => {
  const many = exampleReport(Array.from({ length: 23 }, (_, i) => column(`c${i}`, 'drifted')))
  expect(gate(many).reasons[0]!.columns).toHaveLength(23)
  expect(gate(many).reasons[0]!.message).toMatch(/^23 of 23 columns drifted: c0, .*c19, and 3 more$/)
})

test('the result is frozen JSON', () => {
  const result = gate(report)
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  expect([result, result.reasons, result.reasons[0]].every(Object.isFrozen)).toBe(true)
})

test.each<GatePolicy>([
  { maxDriftedColumns: -1 },
  { maxDriftedColumns: Number.NaN },
  { maxDriftedShare: 1.5 },
  { maxApprovalChange: -0.1 },
  { minimumRows: Number.NaN },
  { critical: ['incme'] },
  { drift: true as never },
  { quality: 'fial' as never },
  { quality: { nulls: 'fail' } as never },
  { quality: { range: 'no' as never } },
])('%o is refused', (policy) => {
  expect(() => gate(report, policy)).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
})

test('to judge a target that the monitor does not name is an error', () => {
  expect(() => gate({ ...report, target: null }, { target: 'warn' })).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
})
