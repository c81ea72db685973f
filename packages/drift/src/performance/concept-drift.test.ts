import { seededRandom } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { scoredRows } from '../../test/support/scored-rows.ts'
import { conceptDrift } from './concept-drift.ts'
import { estimatePerformance } from './estimate-performance.ts'
import { realisedPerformance } from './realised-performance.ts'

const reference = scoredRows(3000, { seed: 1 })

test('a shift of the inputs alone is no concept drift, as seldom as promised', () => {
  const random = seededRandom(6)
  const draws = 80
  const significant = new Map<string, number>()
  let drifted = 0
  for (let i = 0; i < draws; i++) {
    const boldness = i % 2 === 0 ? 1 : 2
    const report = conceptDrift({
      ...scoredRows(500, { random, boldness, mean: 0.3 }),
      reference: scoredRows(1000, { random, boldness }),
    })
    drifted += Number(report.drifted)
    for (const { metric, pValue } of report.figures) significant.set(metric, (significant.get(metric) ?? 0) + Number(pValue! < 0.05))
  }
  const most = 0.05 + 3.5 * Math.sqrt((0.05 * 0.95) / draws)
  expect(drifted / draws).toBeLessThan(most)
  for (const [metric, count] of significant) expect([metric, count / draws < most]).toEqual([metric, true])
})

test('a change of the relation is found, although the scores are as ever', () => {
  const current = scoredRows(1500, { seed: 7, relation: 0.6 })
  const report = conceptDrift({ ...current, reference })
  expect(report.drifted).toBe(true)
  const auc = report.figures.find(({ metric }) => metric === 'auc')!
  expect(auc).toMatchObject({ drifted: true })
  expect(auc.interval!.upper).toBeLessThan(0)
  expect(estimatePerformance({ scores: current.scores, reference }).figures.some(({ alert }) => alert)).toBe(false)
})

test('a change of the rate alone is found by the rate', () => {
  const { scores, labels } = scoredRows(3000, { seed: 8 })
  const random = seededRandom(9)
  const report = conceptDrift({ scores, labels: labels.map((label) => (random.next() < 0.15 ? 1 : label)), reference })
  const rate = report.figures.find(({ metric }) => metric === 'positiveRate')!
  expect(rate.drifted).toBe(true)
  expect(rate.difference).toBeGreaterThan(0.07)
})

test('estimated and realised figures are those of the other functions, and the reference itself does not drift', () => {
  const report = conceptDrift({ ...reference, reference })
  const [estimated, realised] = [estimatePerformance({ scores: reference.scores, reference }), realisedPerformance(reference)]
  for (const [index, { metric, value }] of estimated.figures.entries()) {
    const own = report.figures.find((figure) => figure.metric === metric)!
    expectClose([own.estimated, own.realised], [value, realised.figures[index]!.value], { rel: 1e-12 })
    expect([own.difference, own.pValue]).toEqual([0, 1])
  }
})

test('a small difference of many rows is below the floor', () => {
  const current = scoredRows(3000, { seed: 7, relation: 0.6 })
  expect(conceptDrift({ ...current, reference }, { floor: 0.5 }).drifted).toBe(false)
})

test('of rows of one label what is not defined is null', () => {
  const report = conceptDrift({ scores: [0.2, 0.3], labels: [0, 0], reference })
  expect(report.figures[0]).toMatchObject({
    metric: 'auc',
    realised: null,
    difference: null,
    pValue: null,
    adjustedPValue: null,
    drifted: false,
  })
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})

test.each([{ significance: 0 }, { significance: 0.6 }, { floor: -1 }, { floor: 1 }, { threshold: Infinity }])(
  '%o is out of range',
  (options) => {
    expect(() => conceptDrift({ ...reference, reference }, options)).toThrow(expect.objectContaining({ code: 'E_DRIFT_OPTION' }))
  },
)
