import { describe, expect, it, test } from 'vitest'
import { testTrainer } from '../../testing/test-trainer.ts'
import { gradientBoosting } from './gradient-boosting.ts'
import { digestOf, ensembleOf, ensemblesOf, exampleRows, fitExample, permuted, scoresOf } from './test-support.ts'

testTrainer({ describe, test }, gradientBoosting({ trees: 40, learningRate: 0.3 }), { name: 'gradientBoosting' })
testTrainer({ describe, test }, gradientBoosting({ earlyStopping: false, trees: 10 }), { name: 'gradientBoosting, plain' })
testTrainer({ describe, test }, gradientBoosting({ threads: 2, earlyStopping: false, trees: 5 }), {
  name: 'gradientBoosting, two threads',
  tasks: ['binary'],
})

describe('the model does not depend on who computes it', () => {
  const cases = [
    ['binary', exampleRows(2000, { missing: true, categories: 12 }), {}],
    [
      'with bags and samples of features',
      exampleRows(2000),
      { rowShare: 0.6, featureShare: 0.7, featureShareByNode: 0.7, extraRandom: true },
    ],
    ['multiclass', exampleRows(1500, { task: 'multiclass', missing: true }), { trees: 5 }],
    ['absolute', exampleRows(1500, { task: 'regression' }), { loss: 'absolute', trees: 5 }],
    ['squared with L1 and a constraint', exampleRows(1500, { task: 'regression', missing: true }), { l1: 2, monotone: { a: 1 } }],
    [
      'poisson, early stopping',
      exampleRows(1500, { task: 'counts' }),
      { loss: 'poisson', earlyStopping: { crossValidateBelow: 0, rounds: 3 } },
    ],
    ['small leaves', exampleRows(800), { minRows: 60, maxLeaves: 20 }],
    ['level by level', exampleRows(1500), { growth: 'depth-wise', maxDepth: 4, maxLeaves: 11 }],
  ] as const

  it.each(cases)('threads and kernels: %s', async (_, data, options) => {
    const expected = await fitExample(data, { ...options, threads: 1, kernel: 'typescript' })
    for (const threads of [1, 2, 4]) {
      for (const kernel of ['typescript', 'webassembly'] as const) {
        const fitted = await fitExample(data, { ...options, threads, kernel })
        expect(digestOf(fitted), `${threads} threads, ${kernel}`).toBe(digestOf(expected))
        expect(fitted.diagnostics).toEqual(expected.diagnostics)
      }
    }
  })

  it.each([
    ['binary', exampleRows(2000, { missing: true, categories: 12 }), {}],
    ['weighted', { ...exampleRows(1000), weights: exampleRows(1000).target.map((y, row) => 0.1 + y + (row % 7) / 3) }, {}],
    ['multiclass', exampleRows(1500, { task: 'multiclass' }), { trees: 4 }],
    ['squared', exampleRows(1500, { task: 'regression', missing: true }), {}],
    [
      'quantile, weighted',
      { ...exampleRows(900, { task: 'regression' }), weights: exampleRows(900).target.map((y) => 0.1 + y) },
      { loss: 'quantile', quantile: 0.8 },
    ],
    ['poisson', exampleRows(1500, { task: 'counts' }), { loss: 'poisson' }],
  ] as const)('order of the rows: %s', async (_, data, options) => {
    expect(digestOf(await fitExample(permuted(data), options))).toBe(digestOf(await fitExample(data, options)))
  })

  it('depends on the seed where something is drawn', async () => {
    const data = exampleRows(1000)
    const digests = await Promise.all([1, 1, 2].map(async (seed) => digestOf(await fitExample(data, { rowShare: 0.5 }, { seed }))))
    expect(digests[0]).toBe(digests[1])
    expect(digests[0]).not.toBe(digests[2])
  })
})

describe('tasks', () => {
  it('multiclass gives one ensemble a class, whose largest score is mostly the class', async () => {
    const data = exampleRows(2000, { task: 'multiclass' })
    const fitted = await fitExample(data, { trees: 30 })
    const scores = ensemblesOf(fitted).map((trees) => scoresOf(trees, data.features))
    expect(scores).toHaveLength(3)
    const right = data.target.filter((label, row) => scores.every((each) => each[row]! <= scores[label]![row]!)).length
    expect(right / 2000).toBeGreaterThan(0.7)
  })

  it.each(['squared', 'absolute', 'poisson'] as const)('%s explains most of the variance', async (loss) => {
    const data = exampleRows(2000, { task: loss === 'poisson' ? 'counts' : 'regression' })
    const fitted = await fitExample(data, { loss, trees: 60 })
    expect(fitted.scale).toBe(loss === 'poisson' ? 'log-value' : 'value')
    const scores = scoresOf(ensembleOf(fitted), data.features)
    const values = loss === 'poisson' ? scores.map(Math.exp) : scores
    const mean = data.target.reduce((sum, y) => sum + y, 0) / 2000
    const sumOf = (difference: (y: number, row: number) => number) => data.target.reduce((sum, y, row) => sum + difference(y, row) ** 2, 0)
    expect(sumOf((y, row) => y - values[row]!) / sumOf((y) => y - mean)).toBeLessThan(loss === 'poisson' ? 0.5 : 0.15)
  })

  it('a quantile has its share of targets below', async () => {
    const data = exampleRows(2000, { task: 'regression' })
    const scores = scoresOf(ensembleOf(await fitExample(data, { loss: 'quantile', quantile: 0.9, trees: 40 })), data.features)
    const below = data.target.filter((y, row) => y <= scores[row]!).length / 2000
    expect(below).toBeGreaterThan(0.87)
    expect(below).toBeLessThan(0.93)
  })

  it('refuses a loss for numbers where the target has labels', async () => {
    expect(gradientBoosting({ loss: 'poisson' }).tasks).toEqual(['regression'])
    await expect(fitExample(exampleRows(100), { loss: 'squared' })).rejects.toMatchObject({ code: 'E_TASK_UNSUPPORTED' })
  })
})
