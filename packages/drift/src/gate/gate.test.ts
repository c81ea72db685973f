import { expect, test } from 'vitest'
import type { ColumnDrift, DriftReport, Verdict } from '../compare/drift-report.ts'
import { type GateRules, gate } from './gate.ts'

function column(name: string, verdict: Verdict, { nulls = false, role = 'input' as ColumnDrift['role'] } = {}): ColumnDrift {
  const failure = verdict === 'failed' ? 'all current values are null' : null
  return { column: name, role, verdict, drifted: verdict === 'drifted', nulls: { drifted: nulls }, failure } as ColumnDrift
}

const report = {
  columns: [column('a', 'drifted'), column('b', 'small'), column('c', 'stable', { nulls: true }), column('d', 'stable')],
  target: column('label', 'drifted', { role: 'target' }),
  predictions: [column('score', 'drifted', { role: 'prediction' })],
} as unknown as DriftReport

const withInput = (verdict: Verdict) => ({ ...report, columns: [column('x', verdict)] }) as DriftReport
const broken = (rules?: GateRules, of = report) => gate(of, rules).reasons.map(({ rule, columns }) => `${rule}: ${columns.join(' ')}`)

test('a quiet report passes', () => {
  for (const verdict of ['stable', 'small'] as const) expect(gate(withInput(verdict))).toEqual({ passed: true, reasons: [], exitCode: 0 })
})

test('by default no column and no share of nulls may drift; target and predictions may', () => {
  expect(broken()).toEqual(['drifted: a', 'nulls: c'])
  expect(gate(report)).toMatchObject({ passed: false, exitCode: 1 })
})

test.each<[GateRules, string[]]>([
  [{ maxDriftedColumns: 1 }, ['nulls: c']],
  [{ maxDriftedColumns: 1, nulls: false }, []],
  [{ maxDriftedShare: 0.25, nulls: false }, []],
  [{ maxDriftedShare: 0.2, nulls: false }, ['drifted: a']],
  [{ maxDriftedColumns: 5, columns: ['a', 'd'], nulls: false }, ['critical: a']],
  [{ maxDriftedColumns: 5, columns: ['score'], nulls: false }, ['critical: score']],
  [{ maxDriftedColumns: 5, target: true, predictions: true, nulls: false }, ['target: label', 'predictions: score']],
])('%o', (rules, expected) => {
  expect(broken(rules)).toEqual(expected)
})

test('what could not be judged has not passed, unless it is allowed', () => {
  expect(broken({}, withInput('inconclusive'))).toEqual(['inconclusive: x'])
  expect(broken({ allowInconclusive: true }, withInput('inconclusive'))).toEqual([])
  expect(broken({}, withInput('failed'))).toEqual(['failed: x'])
  expect(gate(withInput('failed')).reasons[0]!.message).toBe('could not be compared: x (all current values are null)')
  expect(broken({ allowFailed: true }, withInput('failed'))).toEqual([])
})

test('a target without labels fails only a gate that judges it', () => {
  const unlabelled = { ...withInput('stable'), target: column('label', 'failed', { role: 'target' }) } as DriftReport
  expect([broken({}, unlabelled), broken({ target: true }, unlabelled)]).toEqual([[], ['failed: label']])
})

test('the result is frozen JSON', () => {
  const result = gate(report)
  expect(JSON.parse(JSON.stringify(result))).toEqual(result)
  expect(Object.isFrozen(result.reasons)).toBe(true)
})

test.each<GateRules>([{ maxDriftedColumns: -1 }, { maxDriftedColumns: Number.NaN }, { maxDriftedShare: 1.5 }, { columns: ['incme'] }])(
  '%o is out of range',
  (rules) => {
    expect(() => gate(report, rules)).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
  },
)

test('to judge a target that the monitor does not name is an error', () => {
  expect(() => gate({ ...report, target: null }, { target: true })).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
})
