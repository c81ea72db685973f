import { type BinaryMetricName, isHigherBetter, pairedBootstrap } from '@millrace/core/metrics'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { promote } from './promote.ts'
import { registryFixture } from './test-support/registry-fixture.ts'
import { scoredRows } from './test-support/scored-rows.ts'

const contests = fc.record({
  rows: fc.integer({ min: 50, max: 150 }),
  seed: fc.nat(),
  noises: fc.tuple(fc.constantFrom(0.2, 1, 3), fc.constantFrom(0, 0.5, 2)),
  metric: fc.constantFrom<BinaryMetricName>('logLoss', 'auc', 'brier', 'accuracy'),
  confidence: fc.constantFrom(0.5, 0.9, 0.95, 0.99),
})

test('promotes exactly when the interval of the difference lies wholly on the better side, never when it holds 0', async () => {
  let promotions = 0
  await fc.assert(
    fc.asyncProperty(contests, async ({ rows, seed, noises, metric, confidence }) => {
      const [holder, challenger] = noises.map((noise, index) => scoredRows({ rows, seed, noise, noiseSeed: seed + index + 1 }))
      const positives = holder!.label.filter((label) => label === 1).length
      fc.pre(positives >= 5 && rows - positives >= 5)
      await using fixture = await registryFixture()
      await promote(fixture.context, { version: await fixture.addVersion({ evidence: holder }), alias: 'production' })
      const version = await fixture.addVersion({ evidence: challenger })
      const beats = { metric, confidence, rounds: 1000, seed }
      const { promoted } = await promote(fixture.context, { version, alias: 'production', beats })

      const options = { metric, confidence, rounds: 1000, seed }
      const { lower, upper } = pairedBootstrap({ label: holder!.label, a: holder!.score, b: challenger!.score }, options)
      expect(promoted && lower <= 0 && upper >= 0).toBe(false)
      expect(promoted).toBe(isHigherBetter(metric) ? lower > 0 : upper < 0)
      expect(await fixture.holderOf('production')).toBe(promoted ? 2 : 1)
      promotions += Number(promoted)
    }),
    { numRuns: 60, seed: 20 },
  )
  expect(promotions).toBeGreaterThan(5)
  expect(promotions).toBeLessThan(55)
})
