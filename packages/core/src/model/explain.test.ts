import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failure } from '../../test/support/failure.ts'
import { type Loan, loanModel, loanRows } from '../../test/support/loan-model.ts'
import { estimate } from '../expression/estimate.ts'
import { extendGraph } from '../graph/extend-graph.ts'
import { createModel } from './model.ts'
import { featurePrefix } from './model-definition.ts'

const row = loanRows[3]!
const model = await loanModel()

it('base and contributions sum to the score of predict', () => {
  const loan: fc.Arbitrary<Loan> = fc.record({
    income: fc.double({ min: 0, max: 1e9, noNaN: true }),
    partner: fc.double({ min: 0, max: 1e9, noNaN: true }),
    amount: fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true })),
    area: fc.option(fc.constantFrom('Urban', 'Rural', 'Coast')),
    branch: fc.constantFrom('branch 3', 'unknown'),
    applied: fc.constantFrom('2020-01-01', '1999-12-31'),
    gender: fc.constant(null),
  })
  fc.assert(
    fc.property(loan, (given) => {
      const { score, prediction, base, contributions } = model.explain(given)
      const sum = contributions.reduce((total, { contribution }) => total + contribution, base)
      const size = contributions.reduce((total, { contribution }) => total + Math.abs(contribution), Math.abs(base))
      expect(prediction).toEqual(model.predict(given))
      expect(score).toBe(prediction.score)
      expect(Math.abs(sum - score)).toBeLessThanOrEqual(1e-12 * size)
    }),
  )
})

describe('contributions', () => {
  const { base, contributions } = model.explain(row)

  it('stand under the set of columns that their features read', () => {
    const columns = contributions.map((each) => [...each.columns].sort().join(' and ')).sort()
    expect(columns).toEqual(['amount', 'amount and income', 'applied', 'area', 'branch', 'income and partner'])
    const area = contributions.find((each) => each.columns.includes('area'))!
    expect(area.features.map(({ feature }) => feature)).toEqual(['area:Coast', 'area:Rural', 'area:Urban'])
    expect(area.contribution).toBe(area.features.reduce((sum, { contribution }) => sum + contribution, 0))
  })

  it('are weight times distance from the training mean', () => {
    const node = model.definition.graph.nodes[model.definition.graph.outputs.get('score')!]!
    if (node.op !== 'linear') throw new Error('not linear')
    const names = [...model.definition.graph.outputs.keys()].filter((name) => name.startsWith(featurePrefix))
    for (const { features } of contributions) {
      for (const { feature, value, contribution } of features) {
        const at = names.indexOf(`${featurePrefix}${feature}`)
        expect(contribution).toBe(node.weights[at]! * (value - node.means[at]!))
      }
    }
    expect(base).toBeCloseTo(
      node.weights.reduce((sum, weight, i) => sum + weight * node.means[i]!, node.intercept),
      12,
    )
  })

  it('come the largest first', () => {
    const sizes = contributions.map(({ contribution }) => Math.abs(contribution))
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
  })

  it('are as many as were asked for', () => {
    for (const most of [0, 1, 3, 6, 100]) {
      const explanation = model.explain(row, { most })
      expect(explanation.contributions).toEqual(contributions.slice(0, most))
      expect(explanation.prediction).toEqual(model.predict(row))
    }
  })
})

it('features that are equal share a node, and are told apart by name', () => {
  const linear = { op: 'linear', weights: Float64Array.of(1, 2), intercept: 0, means: Float64Array.of(0, 0) } as const
  const { definition } = model
  const graph = extendGraph(definition.graph, ({ output }) => {
    const share = output('feature:share')
    return { 'feature:again': share, score: estimate(linear, [share, share]) }
  })
  const { contributions } = createModel<Loan, string>({ ...definition, graph }).explain(row)
  expect(contributions).toHaveLength(1)
  expect(contributions[0]!.features.map(({ feature }) => feature)).toEqual(['share', 'again'])
})

it('a model of trees says that it cannot explain', async () => {
  const trees = await loanModel({ estimator: 'trees' })
  const { code, message, details } = failure(() => trees.explain(row))
  expect([code, details]).toEqual(['E_EXPLAIN_UNSUPPORTED', { model: 'loans', operation: 'trees' }])
  expect(message).toBe("the model 'loans' cannot explain its scores: they come from 'trees', and only a linear score is explained so far")
})
