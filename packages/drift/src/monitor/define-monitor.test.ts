import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineMonitor } from './define-monitor.ts'
import type { MonitorOptions } from './settings.ts'

const Loan = z.object({
  income: z.number(),
  area: z.enum(['Urban', 'Rural']),
  asked: z.iso.datetime(),
  repaid: z.boolean(),
  probability: z.number(),
})

test('all columns but target and predictions are inputs, and the rest is default', () => {
  const monitor = defineMonitor(Loan, { target: 'repaid', predictions: ['probability'] })
  expect(monitor.columns.map(({ spec, role }) => [spec.name, role])).toEqual([
    ['income', 'input'],
    ['area', 'input'],
    ['asked', 'input'],
    ['repaid', 'target'],
    ['probability', 'prediction'],
  ])
  expect(monitor.settings).toEqual({
    significance: 0.05,
    correction: 'benjamini-hochberg',
    mode: 'millrace',
    psiThreshold: 0.1,
    effectFloor: { D: 0.02, V: 0.02, AUC: 0.02, d: 0.05, difference: 0.02, distance: 0.1 },
    cells: 200,
    topValues: 200,
    tests: [],
    segments: [],
    windows: null,
    approval: null,
    quality: {},
  })
  expect([monitor, monitor.columns, monitor.settings, monitor.settings.effectFloor].every(Object.isFrozen)).toBe(true)
})

test('times of windows and freshness are no inputs unless they are named', () => {
  const inputs = (options: MonitorOptions<string>) => defineMonitor(Loan, options as never).columns.map(({ spec }) => spec.name)
  expect(inputs({ windows: { column: 'asked', period: 'day' } })).not.toContain('asked')
  expect(inputs({ quality: { freshness: { column: 'asked', limitMs: 1 } } })).not.toContain('asked')
  expect(inputs({ columns: ['asked'], windows: { column: 'asked', milliseconds: 1000 } })).toEqual(['asked'])
  expect(inputs({ windows: { rows: 5 } })).toContain('asked')
})

test('named columns come in the order given', () => {
  expect(defineMonitor(Loan, { columns: ['area', 'income'] }).columns.map(({ spec }) => spec.name)).toEqual(['area', 'income'])
})

test('settings are strict JSON, whatever was given, and share nothing with it', () => {
  const options = {
    predictions: ['probability'],
    segments: ['area'],
    windows: { column: 'asked', period: 'week' },
    tests: { income: 'wasserstein', area: { test: 'jensen-shannon', threshold: 0.2 }, probability: undefined },
    correction: 'bonferroni',
    approval: { column: 'probability', threshold: 0.5 },
    effectFloor: { D: 0.04 },
    quality: { nullShare: { limit: 0.2 }, rowCount: { minimum: 100, maximum: undefined } },
  } as const
  const { settings } = defineMonitor(Loan, options as never)
  expect(JSON.parse(JSON.stringify(settings))).toEqual(settings)
  expect(settings).toMatchObject({
    segments: ['area'],
    windows: { column: 'asked', period: 'week' },
    tests: [
      { column: 'income', test: 'wasserstein', threshold: null },
      { column: 'area', test: 'jensen-shannon', threshold: 0.2 },
    ],
    correction: 'bonferroni',
    approval: { column: 'probability', threshold: 0.5, approve: 'at-least' },
    effectFloor: { D: 0.04, V: 0.02, distance: 0.1 },
  })
  expect([settings.segments === options.segments, Object.isFrozen(options.segments)]).toEqual([false, false])
})

describe('E_MONITOR_INVALID', () => {
  test.each<[string, MonitorOptions<string>]>([
    ['an unknown column', { columns: ['incme'] }],
    ['a column of two roles', { columns: ['income', 'repaid'], target: 'repaid' }],
    ['a column named twice', { columns: ['income', 'income'] }],
    ['no column', { columns: [] }],
    ['an unknown segment', { segments: ['region'] }],
    ['a segment named twice', { segments: ['area', 'area'] }],
    ['a segment without levels', { segments: ['income'] }],
    ['windows by a column without time', { windows: { column: 'income', period: 'day' } }],
    ['windows by an unknown column', { windows: { column: 'written', milliseconds: 1 } }],
    ['a test of a column that is not monitored', { columns: ['area'], tests: { income: 'welch-t' } }],
    ['a test of numbers for a category', { tests: { area: 'kolmogorov-smirnov' } }],
    ['approval by a column that is not monitored', { columns: ['area'], approval: { column: 'probability', threshold: 0.5 } }],
    ['freshness by a column without time', { quality: { freshness: { column: 'income', limitMs: 1000 } } }],
    ['approval by a category', { approval: { column: 'area', threshold: 0.5 } }],
  ])('%s is refused', (_, options) => {
    expect(() => defineMonitor(Loan, options as never)).toThrow(expect.objectContaining({ code: 'E_MONITOR_INVALID' }))
  })
})

describe('E_DRIFT_OPTION', () => {
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
    { effectFloor: { d: Number.NaN } },
    { effectFloor: { distance: Number.POSITIVE_INFINITY } },
    { effectFloor: { K: 0.1 } as never },
    { correction: 'holm' as never },
    { mode: 'nannyml' as never },
    { mode: 'evidently', tests: { income: 'psi' } },
    { tests: { income: 'ks' as never } },
    { tests: { income: 'toString' as never } },
    { tests: { income: { test: 'psi', threshold: -1 } } },
    { quality: { nullShare: { limit: 2 } } },
    { quality: { rowCount: { maximum: Number.POSITIVE_INFINITY } } },
    { windows: { rows: 0 } },
    { windows: { column: 'asked', period: 'year' as never } },
    { windows: { column: 'asked', milliseconds: 0.5 } },
    { approval: { column: 'probability', threshold: Number.NaN } },
    { approval: { column: 'probability', threshold: 0.5, approve: 'above' as never } },
  ])('%o is out of range', (options) => {
    expect(() => defineMonitor(Loan, options as never)).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
  })
})
