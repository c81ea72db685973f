import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineMonitor } from './define-monitor.ts'
import type { MonitorOptions } from './settings.ts'

const Loan = z.object({ income: z.number(), area: z.enum(['Urban', 'Rural']), repaid: z.boolean(), probability: z.number() })

test('all columns but target and predictions are inputs, and the rest is default', () => {
  const monitor = defineMonitor(Loan, { target: 'repaid', predictions: ['probability'] })
  expect(monitor.columns.map(({ spec, role }) => [spec.name, role])).toEqual([
    ['income', 'input'],
    ['area', 'input'],
    ['repaid', 'target'],
    ['probability', 'prediction'],
  ])
  expect(monitor.settings).toEqual({ significance: 0.05, psiThreshold: 0.1, effectFloor: { D: 0.02, V: 0.02 }, cells: 200, topValues: 200 })
  expect([monitor, monitor.columns, monitor.settings, monitor.settings.effectFloor].every(Object.isFrozen)).toBe(true)
})

test('named columns come in the order given', () => {
  expect(defineMonitor(Loan, { columns: ['area', 'income'] }).columns.map(({ spec }) => spec.name)).toEqual(['area', 'income'])
})

test.each<[string, MonitorOptions<string>]>([
  ['an unknown column', { columns: ['incme'] }],
  ['a column of two roles', { columns: ['income', 'repaid'], target: 'repaid' }],
  ['a column named twice', { columns: ['income', 'income'] }],
  ['no column', { columns: [] }],
])('%s is refused', (_, options) => {
  expect(() => defineMonitor(Loan, options as never)).toThrow(expect.objectContaining({ code: 'E_MONITOR_INVALID' }))
})

test.each<MonitorOptions<string>>([
  { significance: 0 },
  { significance: Number.NaN },
  { significance: 0.6 },
  { cells: 15 },
  { cells: 2000 },
  { topValues: 0 },
  { topValues: 1.5 },
  { psiThreshold: 0 },
  { psiThreshold: Number.POSITIVE_INFINITY },
  { effectFloor: { D: 1 } },
  { effectFloor: { V: -0.1 } },
])('%o is out of range', (options) => {
  expect(() => defineMonitor(Loan, options as never)).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
})
