import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import { add } from './arithmetic.ts'
import type { FeatureMap } from './features.ts'
import { defineFeatures } from './features.ts'
import { pick } from './lookup.ts'

const Loan = z.object({ income: z.number(), area: z.string(), '2': z.number() })

it('features keep the order in which they are written, and are frozen', () => {
  const features = defineFeatures(Loan, (loan) => ({ b: loan.income, a: add(loan.income, loan['2']) }))
  expect(features.names).toEqual(['b', 'a'])
  expect(features.schema.columns.map(({ name }) => name)).toEqual(['2', 'income', 'area'])
  expect(Object.isFrozen(features) && Object.isFrozen(features.features) && Object.isFrozen(features.names)).toBe(true)
})

describe('are refused with E_FEATURES_INVALID', () => {
  type Loan = Parameters<Parameters<typeof defineFeatures<(typeof Loan)['shape'], FeatureMap>>[1]>[0]
  it.each<[string, (loan: Loan) => FeatureMap, string]>([
    ['none', () => ({}), 'no feature is defined'],
    ['a name with a colon', ({ income }) => ({ 'area:Urban': income }), "'area:Urban' is no name for a feature; use a text without colons"],
    ['an empty name', ({ income }) => ({ '': income }), "'' is no name for a feature; use a text without colons"],
    [
      'a string column',
      ({ area }) => ({ area: area as never }),
      "the feature 'area' is a string; turn it into numbers, by a one-hot group or lookup",
    ],
    [
      'a picked string',
      ({ income }) => ({ level: pick(income, ['a']) as never }),
      "the feature 'level' is a string; turn it into numbers, by a one-hot group or lookup",
    ],
  ])('%s', (_, build, fault) => {
    const { code, message } = failure(() => defineFeatures(Loan, build))
    expect([code, message]).toEqual(['E_FEATURES_INVALID', `defineFeatures: ${fault}`])
  })
})
