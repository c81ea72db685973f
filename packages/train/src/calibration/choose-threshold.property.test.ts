import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { repaymentModel } from '../../test/support/loans.ts'
import { chooseThreshold } from './choose-threshold.ts'

const logistic = (score: number) => 1 / (1 + Math.exp(-score))

/** Rows of both labels, with many ties, scores whose probability is 0.5 or rounds to 0 or 1, and neighbouring ones. */
const scores = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ min: -4, max: 4, noNaN: true }),
  fc.constantFrom(50, 800, -800, 1e-16, 2e-16),
)
const rows = fc
  .array(fc.record({ label: fc.constantFrom(0, 1), score: scores, weight: fc.constantFrom(1, 1, 2, 0.5) }), { minLength: 2, maxLength: 12 })
  .filter((all) => new Set(all.map(({ label }) => label)).size === 2)
const cost = fc.constantFrom(0.1, 1, 2, 5)

describe('chooseThreshold', () => {
  test('no threshold costs less, and none that costs the same is nearer to 0.5', async () => {
    const model = await repaymentModel
    fc.assert(
      fc.property(rows, cost, cost, (all, falsePositive, falseNegative) => {
        const costAt = (threshold: number) => {
          const wrong = all.map(({ label, score, weight }) => {
            const positive = logistic(score) >= threshold
            return positive && label === 0 ? weight * falsePositive : !positive && label === 1 ? weight * falseNegative : 0
          })
          return wrong.reduce((sum, value) => sum + value, 0) / all.reduce((sum, { weight }) => sum + weight, 0)
        }
        const column = (name: 'label' | 'score' | 'weight') => Float64Array.from(all, (row) => row[name])
        const scored = { label: column('label'), score: column('score'), weight: column('weight') }
        const chosen = chooseThreshold(model, scored, { costs: { falsePositive, falseNegative } })

        const probabilities = [...new Set([0, ...all.map(({ score }) => logistic(score)), 1])].sort((a, b) => a - b)
        const between = probabilities.map((value, i) => (value + (probabilities[i + 1] ?? 1)) / 2)
        const costs = [0.5, ...probabilities, ...between].map(costAt)
        expect(chosen.value).toBeCloseTo(costAt(chosen.threshold), 12)
        expect(chosen.value).toBeCloseTo(Math.min(...costs), 12)
        if (costAt(0.5) <= chosen.value) expect(chosen.threshold).toBe(0.5)
      }),
    )
  })
})
