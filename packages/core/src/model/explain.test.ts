import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classModel } from '../../test/support/class-model.ts'
import { failure } from '../../test/support/failure.ts'
import { type Loan, loanModel, loanRows, loans } from '../../test/support/loan-model.ts'
import { abs, exp } from '../expression/elementary.ts'
import { estimate } from '../expression/estimate.ts'
import { extendGraph } from '../graph/extend-graph.ts'
import { createModel } from './model.ts'
import { featurePrefix } from './model-definition.ts'
import type { Prediction } from './prediction.ts'

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

describe('a model of trees', async () => {
  const trees = await loanModel({ estimator: 'trees' })
  const ofScore = trees.definition.graph.nodes[trees.definition.graph.outputs.get('score')!]!
  if (ofScore.op !== 'trees') throw new Error('no trees')

  it.each(loanRows)('gives Shapley values that sum to the score: $applied', (given) => {
    const { score, base, contributions, prediction } = trees.explain(given)
    expect(prediction).toEqual(trees.predict(given))
    expect(score).toBe(prediction.score)
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 12)
  })

  it('has the mean score over a background as its base', () => {
    const background = loans.slice(0, 5)
    const { base, score, contributions } = trees.explain(row, { background })
    const scores = trees.predict(loanRows.slice(0, 5)).map((prediction) => (prediction as Prediction).score)
    expect(base).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0) / 5, 12)
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 12)
    expect(trees.explain(row, { background })).toEqual(trees.explain(row, { background: loans.slice(0, 5) }))
    expect(trees.explain(row).base).not.toBe(base)
  })

  it('refuses a background of no rows or too many', () => {
    expect(() => trees.explain(row, { background: loans.slice(0, 0) })).toThrow(RangeError)
  })
})

it('a linear model is explained against the means of a background', () => {
  const background = loans.slice(0, 4)
  const { base, score, contributions } = model.explain(row, { background })
  const scores = model.predict(loanRows.slice(0, 4)).map((prediction) => (prediction as Prediction).score)
  expect(base).toBeCloseTo(scores.reduce((sum, one) => sum + one, 0) / 4, 12)
  expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 12)
})

it('a model whose score is neither linear nor of trees says that it cannot explain', () => {
  const { definition } = model
  const graph = extendGraph(definition.graph, ({ output }) => ({ score: abs(output('score')) }))
  const { code, message, details } = failure(() => createModel<Loan, string>({ ...definition, graph }).explain(row))
  expect([code, details]).toEqual(['E_EXPLAIN_UNSUPPORTED', { model: 'loans', operation: 'abs' }])
  expect(message).toBe(
    "the model 'loans' cannot explain its scores: they come from 'abs', and only linear scores and those of trees are explained",
  )
})

it('a label chooses the class, where there are several', () => {
  const several = classModel(model.definition)
  const { label } = several.predict(row)
  expect(several.explain(row)).toEqual(several.explain(row, { label }))
  const explanations = ['a', 'b', 'c'].map((one) => several.explain(row, { label: one }))
  expect(explanations.map((one) => one.label)).toEqual(['a', 'b', 'c'])
  for (const { score, base, contributions } of explanations) {
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, base)).toBeCloseTo(score, 12)
  }
  expect(new Set(explanations.map(({ score }) => score)).size).toBe(3)
  expect(() => several.explain(row, { label: 'd' })).toThrow(
    new RangeError(`explain: the model 'classes' has no score of the label "d"; its classes are "a", "b", "c"`),
  )
  expect(model.explain(row, { label: 'yes' })).toEqual(model.explain(row))
  expect(() => model.explain(row, { label: 'no' })).toThrow(RangeError)
})

it('a model of a number is explained before its link', () => {
  const { definition } = model
  const graph = extendGraph(definition.graph, ({ output }) => ({ value: exp(output('score')) }))
  const target = { kind: 'regression', column: 'amount' } as const
  const label = { name: 'value', kind: 'number', nullable: false, optional: false } as const
  const value = createModel<Loan, never, 'regression'>({ ...definition, graph, target, label }).explain(row)
  expect(value.prediction.value).toBe(Math.exp(value.score))
  expect(value.contributions).toEqual(model.explain(row).contributions)
})
