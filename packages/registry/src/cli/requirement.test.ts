import { expect, test } from 'vitest'
import { parseRequirements } from './requirement.ts'

test('reads bounds, and puts those of one metric together', () => {
  expect(parseRequirements(['auc>=0.7', 'logLoss <= 0.6', 'auc<=0.99'])).toEqual({ auc: { min: 0.7, max: 0.99 }, logLoss: { max: 0.6 } })
  expect(parseRequirements([])).toEqual({})
})

test.each([[['auc>0.7']], [['auc=0.7']], [['auc>=']], [['auc>=high']], [['>=0.7']], [['auc>=0.7', 'auc>=0.8']]])('refuses %j', (texts) => {
  expect(() => parseRequirements(texts)).toThrow(expect.objectContaining({ code: 'E_USAGE' }))
})
