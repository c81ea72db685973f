import { readFileSync } from 'node:fs'
import { expectClose } from '@millrace/core/testing'
import { describe, test } from 'vitest'
import { fitLogistic } from './test-support.ts'

interface Case {
  readonly name: string
  readonly l2: number
  readonly columns: readonly (readonly number[])[]
  readonly label: readonly number[]
  readonly weights: readonly number[] | null
  readonly slopes: readonly number[]
  readonly slopeErrors: readonly number[]
  readonly intercept: number
  readonly interceptError: number
  readonly loss: number
}

const file = new URL('../../../../test/fixtures/logistic/logistic.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }

describe('logisticRegression gives the coefficients and standard errors of the reference', () => {
  test.each(cases)('$name', async ({ columns, label, weights, l2, ...golden }) => {
    const { diagnostics } = await fitLogistic(columns, label, { l2, weights, tolerance: 1e-24 })
    const { coefficients, intercept, loss } = diagnostics
    const close = { rel: 1e-10 }
    const closeErrors = { rel: 1e-6 }
    expectClose(
      coefficients.map(({ weight }) => weight),
      golden.slopes,
      close,
    )
    expectClose(
      coefficients.map(({ standardError }) => standardError),
      golden.slopeErrors,
      closeErrors,
    )
    expectClose(intercept.weight, golden.intercept, close)
    expectClose(intercept.standardError, golden.interceptError, closeErrors)
    expectClose(loss, golden.loss, close)
  })
})
