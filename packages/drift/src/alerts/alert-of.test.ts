import { expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { gate } from '../gate/gate.ts'
import { alertOf } from './alert-of.ts'

test("takes a gate's result as it is, and tells a recovery of the same key", () => {
  const report = exampleReport([exampleColumn({ column: 'income', verdict: 'drifted' })])
  const result = gate(report)
  const event = alertOf(result, { monitor: report.monitor })
  expect(event).toMatchObject({ key: 'drift:loans', level: 'fail', title: 'Drift gate of loans fails' })
  expect(event.reasons).toEqual(result.reasons)
  const stable = alertOf(gate(exampleReport([exampleColumn()])), { monitor: report.monitor })
  expect(stable).toMatchObject({ key: event.key, level: 'pass', title: 'Drift gate of loans passes', reasons: [] })
})

test('the key may name a part, such as a segment', () => {
  expect(alertOf({ outcome: 'warn', reasons: [] }, { monitor: 'loans', key: 'loans/rural' }).key).toBe('loans/rural')
})
