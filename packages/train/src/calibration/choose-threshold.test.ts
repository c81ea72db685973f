import { describe, expect, test } from 'vitest'
import { loans, repayment, repaymentModel } from '../../test/support/loans.ts'
import { reload } from '../../test/support/round-trip.ts'
import { crossValidate } from '../evaluation/cross-validate.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import { chooseThreshold, withThreshold } from './choose-threshold.ts'
import { probabilityOf } from './probability-of.ts'

const table = loans(400, 3)
const costs = { falsePositive: 4, falseNegative: 1 }

describe('chooseThreshold', () => {
  test('the model labels by the threshold, and on the same rows costs what was said', async () => {
    const { model, threshold, value } = chooseThreshold(await repaymentModel, table, { costs })
    const { confusion, threshold: used } = evaluate(model, table, { rounds: 0 }).metrics
    expect(used).toBe(threshold)
    expect((costs.falsePositive * confusion.falsePositive + costs.falseNegative * confusion.falseNegative) / 400).toBeCloseTo(value, 14)
    expect(model.definition.target.threshold).toBe(threshold)
  })

  test('takes rows out of fold, so that few rows need not be divided again', async () => {
    const { outOfFold } = await crossValidate(repayment(), table, { seed: 7 })
    const { threshold } = chooseThreshold(await repaymentModel, outOfFold, { costs })
    expect(Math.abs(threshold - 0.8)).toBeLessThan(0.15)
  })

  test('keeps 0.5 where nothing is gained by another', async () => {
    const scored = { label: Float64Array.of(0, 0, 1, 1), score: Float64Array.of(-3, -2, 2, 3) }
    expect(chooseThreshold(await repaymentModel, scored, { costs })).toMatchObject({ threshold: 0.5, value: 0 })
  })

  test('what is saved and loaded labels the same', async () => {
    const { model } = chooseThreshold(await repaymentModel, table, { costs })
    const loaded = await reload(model)
    expect([...loaded.predict(table).rows()]).toEqual([...model.predict(table).rows()])
    expect(loaded.definition.target).toEqual(model.definition.target)
  })

  const scored = (label: number[], probability: number[], weight?: number[]) => ({
    label: Float64Array.from(label),
    score: Float64Array.from(probability, (p) => Math.log(p / (1 - p))),
    ...(weight && { weight: Float64Array.from(weight) }),
  })
  const graded = scored([0, 0, 1, 0, 1, 1, 0, 1, 1, 1], [0.05, 0.1, 0.2, 0.3, 0.4, 0.45, 0.6, 0.7, 0.8, 0.9])

  test('gains of right labels count: what a loan earns against what a default costs', async () => {
    const greedy = { falsePositive: 1, falseNegative: 0, truePositive: -10, trueNegative: 0 }
    const careful = { ...greedy, falsePositive: 100 }
    const [low, high] = [
      chooseThreshold(await repaymentModel, graded, { costs: greedy }),
      chooseThreshold(await repaymentModel, graded, { costs: careful }),
    ]
    expect([low.threshold, low.value]).toEqual([expect.closeTo(0.15, 9), (2 * 1 - 6 * 10) / 10])
    expect([high.threshold, high.value]).toEqual([expect.closeTo(0.65, 9), -3])
  })

  test('by F1: the greatest harmonic mean of precision and recall', async () => {
    const { threshold, value } = chooseThreshold(await repaymentModel, graded, { maximize: 'f1' })
    expect(threshold).toBeCloseTo(0.15, 9)
    expect(value).toBeCloseTo(6 / 7, 14)
  })

  test.each([
    [0, 0, 0.95],
    [0.4, 0.4, 0.5],
    [0.42, 0.4, 0.5],
    [0.2, 0.2, 0.75],
    [1, 1, 0.05],
  ])('by an approval rate of %d: %d of the rows are at or above the threshold', async (approvalRate, reached, threshold) => {
    const chosen = chooseThreshold(await repaymentModel, graded, { approvalRate })
    expect(chosen.value).toBeCloseTo(reached, 14)
    expect(chosen.threshold).toBeCloseTo(threshold, 9)
    const { definition } = chosen.model
    const approved = probabilityOf(definition, graded.score).filter((probability) => probability >= definition.target.threshold)
    expect(approved).toHaveLength(reached * 10)
  })

  test('an approval rate counts weights, and comes as near as equal probabilities allow', async () => {
    const weighted = scored([0, 1, 0, 1], [0.2, 0.4, 0.6, 0.8], [1, 1, 1, 5])
    expect(chooseThreshold(await repaymentModel, weighted, { approvalRate: 0.6 }).value).toBeCloseTo(5 / 8, 14)
    const tied = scored([0, 1, 0, 1], [0.3, 0.3, 0.3, 0.8])
    expect(chooseThreshold(await repaymentModel, tied, { approvalRate: 0.5 }).value).toBe(0.25)
  })

  test.each([
    [{}, 'nothing is given'],
    [{ costs, approvalRate: 0.4 }, 'costs and approvalRate'],
    [{ maximize: 'auc' }, "'auc'"],
    [{ approvalRate: 1.1 }, '1.1'],
    [{ approvalRate: Number.NaN }, 'NaN'],
  ])('refuses the criterion %j', async (criterion, what) => {
    const model = await repaymentModel
    expect(() => chooseThreshold(model, table, criterion as never)).toThrow(RangeError)
    expect(() => chooseThreshold(model, table, criterion as never)).toThrow(what)
  })

  test.each([
    { falsePositive: 0, falseNegative: 1 },
    { falsePositive: 1, falseNegative: -1 },
    { falsePositive: 1, falseNegative: 2, truePositive: 2 },
    { falsePositive: 1, falseNegative: 2, trueNegative: Number.NaN },
    { falsePositive: Number.NaN, falseNegative: 1 },
    { falsePositive: 1, falseNegative: Number.POSITIVE_INFINITY },
  ])('refuses the costs %j', async (wrong) => {
    const model = await repaymentModel
    expect(() => chooseThreshold(model, table, { costs: wrong })).toThrow(expect.objectContaining({ code: 'E_COSTS_INVALID' }))
  })

  test('refuses rows of one label, of no label, and columns of different lengths', async () => {
    const model = await repaymentModel
    const choose = (label: number[], score: number[]) => () =>
      chooseThreshold(model, { label: Float64Array.from(label), score: Float64Array.from(score) }, { costs })
    expect(choose([1, 1], [0, 1])).toThrow(expect.objectContaining({ code: 'E_TARGET_SINGLE_CLASS' }))
    expect(choose([0.5, 1], [0, 1])).toThrow(expect.objectContaining({ code: 'E_METRIC_LABEL' }))
    expect(choose([0, 1], [Number.NaN, 1])).toThrow(expect.objectContaining({ code: 'E_METRIC_SCORE' }))
    expect(choose([0, 1], [1])).toThrow(expect.objectContaining({ code: 'E_METRIC_LENGTH' }))
    expect(choose([], [])).toThrow(expect.objectContaining({ code: 'E_METRIC_EMPTY' }))
  })
})

describe('withThreshold', () => {
  test.each([0, 0.2, 0.7, 1])('labels by %d, which itself is positive', async (threshold) => {
    const model = withThreshold(await repaymentModel, threshold)
    for (const { probability, label } of model.predict(table).rows()) expect(label).toBe(probability! >= threshold ? 'yes' : 'no')
  })

  test('changes the label alone', async () => {
    const before = await repaymentModel
    const after = withThreshold(before, 0.9)
    const row = table.row(0)
    expect({ ...after.predict(row), label: null }).toEqual({ ...before.predict(row), label: null })
    expect(after.explain(row)).toEqual({ ...before.explain(row), prediction: after.predict(row) })
    expect(before.definition.target.threshold).toBe(0.5)
  })

  test.each([-0.1, 1.1, Number.NaN])('refuses %d', async (threshold) => {
    const model = await repaymentModel
    expect(() => withThreshold(model, threshold)).toThrow(RangeError)
  })
})
