import { buildTrees, type FittedEstimator, type Trainer } from '@millrace/core'
import { Matrix } from 'ml-matrix'
import { describe, expect, test } from 'vitest'
import { dummy } from '../trainers/dummy.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { fitClassifier } from './fit-classifier.ts'
import { fitRegressor } from './fit-regressor.ts'
import type { MatrixInput } from './matrix-input.ts'

const options = { seed: 7 }
const rows = Array.from({ length: 30 }, (_, i) => [i % 7, i, (i * 5) % 11])
const columns = [0, 1, 2].map((column) => Float64Array.from(rows, (row) => row[column]!))
const binaryLabels = rows.map(([first, second]) => first! + second! / 10 > 4)

const common = { specVersion: 1, params: {}, acceptsNull: true } as const
const linear = (weights: number[], intercept = 0) =>
  ({ op: 'linear', weights: Float64Array.from(weights), intercept, means: new Float64Array(3) }) as const
const fitted = (changes: Partial<FittedEstimator>): FittedEstimator => ({
  operations: [],
  scale: 'value',
  diagnostics: {},
  warnings: [],
  ...changes,
})

/** The logits of three classes are 0, the first column, and twice it less 6. */
const threeClasses: Trainer<true, 'multiclass'> = {
  ...common,
  name: 'three-classes',
  tasks: ['multiclass'],
  fit: async () => fitted({ scale: 'log-odds', operations: [linear([0, 0, 0]), linear([1, 0, 0]), linear([2, 0, 0], -6)] }),
}

/** Twice the second column, and 5 where it is null; optionally as a logarithm. */
const twice = (scale: 'value' | 'log-value'): Trainer<true, 'regression'> => ({
  ...common,
  name: 'twice',
  tasks: ['regression'],
  fit: async () =>
    scale === 'log-value'
      ? fitted({ scale, operations: [linear([0, 0.1, 0])] })
      : fitted({
          scale,
          features: [1],
          operations: [
            {
              op: 'trees',
              trees: buildTrees(
                [{ feature: 0, threshold: 10, missingLeft: true, cover: 2, left: { value: 5, cover: 1 }, right: { value: 40, cover: 1 } }],
                { base: 0, aggregate: 'sum' },
              ),
            },
          ],
        }),
})

describe('fitClassifier', () => {
  const inputs: readonly (readonly [string, MatrixInput])[] = [
    ['an ml-matrix Matrix', new Matrix(rows)],
    ['arrays of rows', rows],
    ['typed columns', columns],
  ]

  test.each(inputs)('fits and predicts %s alike', async (_, x) => {
    const classifier = await fitClassifier(logisticRegression({ l2: 0.01 }), { x, y: binaryLabels }, options)
    const reference = await fitClassifier(logisticRegression({ l2: 0.01 }), { x: rows, y: binaryLabels }, options)
    expect(classifier.predictProbability(x)).toEqual(reference.predictProbability(rows))
    expect(classifier.classes).toEqual([false, true])
    expect(classifier.names).toEqual(['x0', 'x1', 'x2'])
    expect(classifier.score(x, binaryLabels)).toBeGreaterThan(0.9)
    for (const shares of classifier.predictProbability(x)) expect(shares[0]! + shares[1]!).toBeCloseTo(1, 14)
  })

  test.each([
    [
      [10, 2],
      [2, 10],
    ],
    [
      ['b', 'a'],
      ['a', 'b'],
    ],
    [
      [true, false],
      [false, true],
    ],
  ] as const)('labels %j come back as they are, in the order %j', async ([here, there], classes) => {
    const y = binaryLabels.map((label) => (label ? here : there))
    const classifier = await fitClassifier<string | number | boolean>(logisticRegression(), { x: rows, y }, options)
    expect(classifier.classes).toEqual(classes)
    const predicted = classifier.predict(rows)
    expect(predicted.filter((label, row) => label === y[row]).length).toBeGreaterThan(26)
  })

  test('of several classes the likeliest is predicted, by the softmax of the logits', async () => {
    const classifier = await fitClassifier(threeClasses, { x: rows, y: rows.map((_, i) => ['a', 'b', 'c'][i % 3]!) }, options)
    expect(
      classifier.predict([
        [-1, 0, 0],
        [2, 0, 0],
        [7, 0, 0],
      ]),
    ).toEqual(['a', 'b', 'c'])
    const [shares] = classifier.predictProbability([[2, 0, 0]])
    const total = 1 + Math.exp(2) + Math.exp(-2)
    expect(shares).toEqual([1, Math.exp(2), Math.exp(-2)].map((share) => expect.closeTo(share / total, 14)))
    expect(classifier.predictProbability([[1000, 0, 0]])).toEqual([[0, 0, 1]])
  })

  test.each([
    ['ragged rows', { x: [[1, 2], [3]] as number[][], y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['ragged columns', { x: [Float64Array.of(1, 2), Float64Array.of(1)], y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['rows and columns', { x: [Float64Array.of(1, 2), [1, 2]] as never, y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['text', { x: [[1], ['2']] as never, y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['infinity', { x: [[1], [Number.POSITIVE_INFINITY]], y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['neither', { x: 7 as never, y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['nothing', { x: undefined as never, y: ['a', 'b'] }, 'E_MATRIX_INVALID'],
    ['more labels than rows', { x: [[1], [2]], y: ['a', 'b', 'a'] }, 'E_MATRIX_INVALID'],
    ['no label', { x: [], y: [] }, 'E_TARGET_SINGLE_CLASS'],
    ['one label', { x: [[1], [2]], y: ['a', 'a'] }, 'E_TARGET_SINGLE_CLASS'],
    ['a null label', { x: [[1], [2]], y: ['a', null as never] }, 'E_TARGET_NULL'],
    ['labels of two types', { x: [[1], [2]], y: ['1', 1] as never }, 'E_TARGET_NULL'],
    ['a label that is no number', { x: [[1], [2]], y: [1, Number.NaN] as never }, 'E_TARGET_NULL'],
    ['null for a trainer that does not accept it', { x: [[1], [null]], y: ['a', 'b'] }, 'E_FEATURE_NULL'],
  ] as const)('refuses %s', async (_, data, code) => {
    await expect(fitClassifier(logisticRegression(), data as never, options)).rejects.toMatchObject({ code })
  })

  test('refuses other widths, null and lengths when it predicts', async () => {
    const classifier = await fitClassifier(logisticRegression(), { x: rows, y: binaryLabels }, options)
    expect(() => classifier.predict([[1, 2]])).toThrow(
      expect.objectContaining({ code: 'E_MATRIX_INVALID', details: { columns: 2, expected: 3 } }),
    )
    expect(() => classifier.predict([[1, 2, null]])).toThrow(
      expect.objectContaining({ code: 'E_FEATURE_NULL', details: { feature: 'x2', row: 0 } }),
    )
    expect(() =>
      classifier.predict([
        [1e308, 1e308, 1e308],
        [1, 1, 1],
      ]),
    ).not.toThrow(TypeError)
    expect(() => classifier.score(rows, [true])).toThrow(expect.objectContaining({ code: 'E_MATRIX_INVALID' }))
  })

  test('refuses names and categories of other length, weights that are none, and tasks that the trainer does not learn', async () => {
    const data = { x: rows, y: binaryLabels }
    await expect(fitClassifier(dummy(), { ...data, names: ['a'] }, options)).rejects.toThrow(RangeError)
    await expect(fitClassifier(dummy(), { ...data, categories: [null] }, options)).rejects.toThrow(RangeError)
    await expect(fitClassifier(dummy(), { ...data, weights: new Float64Array(2) }, options)).rejects.toMatchObject({
      code: 'E_WEIGHTS_INVALID',
    })
    await expect(fitClassifier(threeClasses, data, options)).rejects.toThrow('three-classes learns multiclass, not binary')
  })
})

describe('fitRegressor', () => {
  const y = rows.map(([, second]) => (second! <= 10 ? 5 : 40))

  test('predicts values, null where the trainer accepts it, and measures R2', async () => {
    const regressor = await fitRegressor(twice('value'), { x: rows, y }, options)
    expect([
      ...regressor.predict([
        [0, 3, 0],
        [0, 11, 0],
        [0, null, 0],
      ]),
    ]).toEqual([5, 40, 5])
    expect(regressor.score(rows, y)).toBe(1)
    expect(
      regressor.score(
        rows,
        y.map((value) => -value),
      ),
    ).toBeLessThan(0)
    expect(
      regressor.score(
        rows,
        y.map(() => 1),
      ),
    ).toBeNaN()
  })

  test('takes what is predicted as a logarithm back', async () => {
    const regressor = await fitRegressor(twice('log-value'), { x: new Matrix(rows), y: Float64Array.from(y) }, options)
    expect([...regressor.predict([[0, 3, 0]])]).toEqual([expect.closeTo(Math.exp(0.3), 14)])
    expect(() => regressor.predict([[0, 1e5, 0]])).toThrow(expect.objectContaining({ code: 'E_SCORE_NULL' }))
  })

  test('refuses numbers that are none', async () => {
    await expect(fitRegressor(twice('value'), { x: [[1]], y: [Number.NaN] }, options)).rejects.toMatchObject({
      code: 'E_TARGET_NULL',
      details: { row: 0 },
    })
    await expect(fitRegressor(logisticRegression() as never, { x: rows, y }, options)).rejects.toThrow(RangeError)
  })
})
