import { add, defineFeatures, fromRows } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModel } from '../../model/define-model.ts'
import { binary, multiclass } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { gradientBoosting } from '../../trainers/boosting/gradient-boosting.ts'
import { dummy } from '../../trainers/dummy.ts'
import { decisionTree } from '../../trainers/forest/decision-tree.ts'
import { randomForest } from '../../trainers/forest/random-forest.ts'
import { logisticRegression } from '../../trainers/linear/logistic/logistic-regression.ts'
import { LoanSchema, loanTable } from '../test-support.ts'
import { treeImportance } from './tree-importance.ts'

const loans = loanTable()
const target = binary('repaid', { positive: 'yes' })
const features = defineFeatures(LoanSchema, ({ income, noise, age }) => ({ income, noise, sum: add(income, age) }))

describe('treeImportance', () => {
  test('counts the splits of a tree and shares out what they gained, as by hand', async () => {
    const Row = z.object({ a: z.number(), b: z.number(), y: z.boolean() })
    const cells = [
      [0, 0, 8, 0],
      [0, 1, 6, 2],
      [1, 0, 2, 6],
      [1, 1, 0, 8],
    ] as const
    const table = fromRows(
      Row,
      cells.flatMap(([a, b, no, yes]) => [
        ...Array.from({ length: no }, () => ({ a, b, y: false })),
        ...Array.from({ length: yes }, () => ({ a, b, y: true })),
      ]),
    )
    const spec = defineModel({
      name: 'by-hand',
      features: defineFeatures(Row, ({ a, b }) => ({ a, b })),
      target: binary('y', { positive: true }),
      trainer: decisionTree({ maxDepth: 2 }),
    })
    // Gini: 32 rows at 0.5 fall to 2 x 16 at 2 x (1/8) x (7/8); each half then to 8 at 0 and 8 at 2 x (1/4) x (3/4).
    const impurity = (p: number) => 2 * p * (1 - p)
    const byA = 32 * impurity(0.5) - 32 * impurity(1 / 8)
    const byB = 2 * (16 * impurity(1 / 8) - 8 * impurity(1 / 4))
    const [first, second] = treeImportance(await train(spec, table, { seed: 7 }))
    expect(first).toMatchObject({ feature: 'a', columns: ['a'], splits: 1 })
    expect(second).toMatchObject({ feature: 'b', columns: ['b'], splits: 2 })
    expect(first!.gain).toBeCloseTo(byA / (byA + byB), 6)
    expect(second!.gain).toBeCloseTo(byB / (byA + byB), 6)
  })

  test.each([
    ['boosting', gradientBoosting({ trees: 10, earlyStopping: false })],
    ['a forest', randomForest({ trees: 10 })],
  ])('of %s gives shares that sum to 1, the largest first, and agrees with the diagnostics', async (_, trainer) => {
    const importance = treeImportance(await train(defineModel({ name: 'm', features, target, trainer }), loans, { seed: 7 }))
    const gains = importance.map(({ gain }) => gain)
    expect(gains.reduce((sum, gain) => sum + gain, 0)).toBeCloseTo(1, 12)
    expect(gains).toEqual(gains.toSorted((a, b) => b - a))
    expect(importance.find(({ feature }) => feature === 'sum')?.columns).toEqual(['income', 'age'])
    expect(new Set(importance.map(({ feature }) => feature))).toEqual(new Set(['income', 'noise', 'sum']))
    expect(importance.every(({ gain, splits }) => gain > 0 === splits > 0)).toBe(true)
  })

  test('adds up the trees of all classes', async () => {
    const known = loans.filter(({ area }) => area !== null) as typeof loans
    const trainer = gradientBoosting({ trees: 3, maxLeaves: 2, earlyStopping: false })
    const model = await train(defineModel({ name: 'm', features, target: multiclass('area'), trainer }), known, { seed: 7 })
    const splits = treeImportance(model).reduce((sum, one) => sum + one.splits, 0)
    expect(splits).toBe(3 * 2)
  })

  test('names a feature that no tree splits by with 0', async () => {
    const constant = defineFeatures(LoanSchema, ({ income }) => ({ income, twice: add(income, income) }))
    const model = await train(defineModel({ name: 'm', features: constant, target, trainer: decisionTree({ maxDepth: 1 }) }), loans, {
      seed: 7,
    })
    const [first, second] = treeImportance(model)
    expect(first).toMatchObject({ gain: 1, splits: 1 })
    expect(second).toMatchObject({ gain: 0, splits: 0 })
  })

  test.each([logisticRegression(), dummy()])('refuses a model without trees: $name', async (trainer) => {
    const model = await train(defineModel({ name: 'm', features, target, trainer }), loans, { seed: 7 })
    expect(() => treeImportance(model)).toThrow(expect.objectContaining({ code: 'E_IMPORTANCE_UNSUPPORTED' }))
  })
})
