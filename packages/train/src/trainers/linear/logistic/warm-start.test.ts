import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { fitLogistic } from './test-support.ts'

const rows = 6000
const random = seededRandom(3)
const columns = [0, 1].map(() => Array.from({ length: rows }, () => random.normal() ** 3))
const label = columns[0]!.map((x, row) => Number(random.next() < 1 / (1 + Math.exp(columns[1]![row]! - x))))
/** More than the fewest rows that are first approached by a sample, and a column that varies in one row alone. */
const rare = label.map((_, row) => Number(row === 17))

describe('many rows, approached by the curvature of few', () => {
  test.each([
    ['an L2 penalty', {}, columns],
    ['an L1 penalty', { l1: 20 }, columns],
    ['a column that samples do not see vary', {}, [...columns, rare]],
  ] as const)('have the coefficients that gradients alone find: %s', async (_, options, features) => {
    const newton = await fitLogistic(features, label, options)
    const gradients = await fitLogistic(features, label, { ...options, solver: 'lbfgs', tolerance: 1e-16 })
    expect(newton.diagnostics.converged).toBe(true)
    expectClose(newton.operation.weights, gradients.operation.weights, { rel: 1e-5, abs: 1e-6 })
    expectClose(newton.diagnostics.loss, gradients.diagnostics.loss, { rel: 1e-10 })
  })

  test('weights of rows count in the sample as they do in all', async () => {
    const weights = label.map((_, row) => row % 3)
    const newton = await fitLogistic(columns, label, { weights })
    const gradients = await fitLogistic(columns, label, { weights, solver: 'lbfgs', tolerance: 1e-16 })
    expectClose(newton.operation.weights, gradients.operation.weights, { rel: 1e-5 })
  })
})
