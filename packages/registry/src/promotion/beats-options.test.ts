import { expect, test } from 'vitest'
import { type BeatsOptions, resolveBeats } from './beats-options.ts'

test('compares the usual metric of the kind with the holder of the alias that is asked for, unless told otherwise', () => {
  const usual = { metric: undefined, confidence: 0.95, rounds: 2000, seed: 0, minimumRows: 50, threshold: 0.5, evidence: {} }
  expect(resolveBeats({}, 'production')).toEqual({ ...usual, alias: 'production' })
  expect(resolveBeats('champion', 'production')).toEqual({ ...usual, alias: 'champion' })
  expect(resolveBeats({ metric: 'auc', seed: 7, minimumRows: undefined }, 'production')).toMatchObject({
    metric: 'auc',
    seed: 7,
    minimumRows: 50,
  })
})

test.each([
  ['metric', { metric: 'gini' }],
  ['confidence', { confidence: 1 }],
  ['confidence', { confidence: Number.NaN }],
  ['rounds', { rounds: 999 }],
  ['rounds', { rounds: 1e9 }],
  ['seed', { seed: -1 }],
  ['minimumRows', { minimumRows: 0.5 }],
  ['threshold', { threshold: Number.NaN }],
])('refuses %s out of its range: %o', (option, options) => {
  const resolve = () => resolveBeats(options as BeatsOptions, 'production')
  expect(resolve).toThrow(expect.objectContaining({ code: 'E_GATE_INVALID', details: expect.objectContaining({ option }) }))
})
