import { fitIsotonic, isotonicProbability } from '@millrace/core/metrics'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repaymentModel } from '../../test/support/loans.ts'
import { calibrate } from './calibrate.ts'
import { probabilityOf } from './probability-of.ts'

const score = fc.oneof(fc.double({ min: -30, max: 30, noNaN: true }), fc.constantFrom(0, 1, 1 + Number.EPSILON, -1e-300, 1e9))
const rows = fc
  .array(fc.record({ score, label: fc.constantFrom(0, 1), weight: fc.constantFrom(0, 0.5, 1, 3) }), { minLength: 2, maxLength: 40 })
  .filter((all) => [0, 1].every((label) => all.some((row) => row.label === label && row.weight > 0)))

test('an isotonic calibration in the graph is the one of core, never falls, and stays between 0 and 1', async () => {
  const model = await repaymentModel
  fc.assert(
    fc.property(rows, fc.array(score, { minLength: 1, maxLength: 20 }), (all, probes) => {
      const column = (name: 'score' | 'label' | 'weight') => Float64Array.from(all, (row) => row[name])
      const scored = { label: column('label'), score: column('score'), weight: column('weight') }
      const isotonic = fitIsotonic(scored)
      const sorted = Float64Array.from([...probes, ...isotonic.x]).sort()
      const probability = probabilityOf(calibrate(model, scored, { method: 'isotonic' }).definition, sorted)
      for (const [i, value] of probability.entries()) {
        expect(Math.abs(value - isotonicProbability(isotonic, sorted[i]!))).toBeLessThanOrEqual(1e-12)
        expect(value >= 0 && value <= 1 && (i === 0 || value >= probability[i - 1]!)).toBe(true)
      }
    }),
  )
})
