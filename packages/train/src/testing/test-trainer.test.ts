import type { EstimatorOperation, FittedEstimator, TaskKind, Trainer } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { dummy } from '../trainers/dummy.ts'
import { type TestTrainerOptions, testTrainer } from './index.ts'

/** Runs the suite on a trainer and names the tests that fail. */
async function failures(trainer: Trainer, options: TestTrainerOptions = {}): Promise<string[]> {
  const declared: { readonly name: string; readonly body: () => void | Promise<void> }[] = []
  const declare = (name: string, body: () => void | Promise<void>) => declared.push({ name, body })
  testTrainer({ describe: (_, body) => body(), test: Object.assign(declare, { skip: declare }) }, trainer, { rows: 40, ...options })
  const failed: string[] = []
  for (const { name, body } of declared) {
    try {
      await body()
    } catch {
      failed.push(name)
    }
  }
  return failed
}

/** The dummy with other behaviour. */
function faulty(changes: Partial<Trainer>): Trainer {
  return { ...dummy(), tasks: ['binary'], ...changes } as Trainer
}

const fitting = (change: (fitted: FittedEstimator, data: Parameters<Trainer['fit']>[0]) => FittedEstimator): Partial<Trainer> => ({
  fit: async (data, options) => change(await dummy().fit(data, options), data),
})

const withIntercept = (intercept: number) => (fitted: FittedEstimator) => ({
  ...fitted,
  operations: [{ ...fitted.operations[0], intercept } as EstimatorOperation],
})

describe('testTrainer finds what is wrong with a trainer', () => {
  test('nothing is wrong with the dummy', async () => {
    expect(await failures(dummy())).toEqual([])
  })

  test.each([
    ['a name that is no name', faulty({ name: 'My Trainer' }), 'keeps the contract of trainers'],
    ['params that are not JSON', faulty({ params: { depth: Number.NaN } }), 'keeps the contract of trainers'],
    ['an estimator that is not finite', faulty(fitting(withIntercept(Number.NaN))), 'keeps the contract of trainers'],
    ['chance', faulty(fitting((fitted) => withIntercept(Math.random())(fitted))), 'gives the same bits for the same seed'],
    [
      'probabilities that are none',
      faulty(fitting((fitted) => ({ ...withIntercept(2)(fitted), scale: 'probability' }))),
      'gives finite scores, and learns no less than a constant',
    ],
    ['a wrong answer', faulty(fitting(withIntercept(-3))), 'gives finite scores, and learns no less than a constant'],
    ['deafness to an abort', faulty({ fit: (data, { seed }) => dummy().fit(data, { seed }) }), 'stops when it is aborted'],
    ['weights that it ignores', faulty({ fit: ({ weights: _, ...data }, options) => dummy().fit(data, options) }), 'weights: honoured'],
    ['null that it says it refuses', faulty({ acceptsNull: false }), 'null: refused'],
  ])('%s', async (_, trainer, name) => {
    expect(await failures(trainer)).toContain(name)
  })

  test('inputs that it writes to', async () => {
    const writing = fitting((fitted, { features }) => {
      features[0]?.fill(0)
      return fitted
    })
    expect(await failures(faulty(writing))).toContain('writes to none of its inputs')
  })

  test('a crash on odd data', async () => {
    const crashing = fitting((fitted, { features }) => {
      if (features.length === 0) throw new TypeError('no features')
      return fitted
    })
    expect(await failures(faulty(crashing))).toEqual(['fits odd data, or says by a typed error why not'])
  })

  test('progress that falls short', async () => {
    const reporting: Partial<Trainer> = {
      fit(data, options) {
        options.progress?.({ task: 'fit', done: 1, total: 2, unit: 'steps' })
        return dummy().fit(data, options)
      },
    }
    expect(await failures(faulty(reporting))).toEqual(['reports progress that ends'])
  })

  test('weights that it says it refuses', async () => {
    expect(await failures(faulty({}), { weights: 'refused' })).toEqual(['weights: refused'])
  })

  test('a fault in one kind of target alone', async () => {
    const fault = (kind: TaskKind, change: (fitted: FittedEstimator) => FittedEstimator) =>
      failures({
        ...dummy(),
        fit: async (data, options) => {
          const fitted = await dummy().fit(data, options)
          return data.task?.kind === kind ? change(fitted) : fitted
        },
      })
    const learns = 'gives finite scores, and learns no less than a constant'
    expect(await fault('regression', withIntercept(1000))).toEqual([learns, 'weights: honoured'])
    expect(
      await fault('multiclass', (fitted) => ({
        ...fitted,
        operations: [...withIntercept(9)(fitted).operations, ...fitted.operations.slice(1)],
      })),
    ).toContain(learns)
    expect(await fault('multiclass', (fitted) => ({ ...fitted, operations: fitted.operations.slice(1) }))).toContain(
      'keeps the contract of trainers',
    )
    expect(await fault('regression', (fitted) => ({ ...fitted, scale: 'log-odds' }))).toContain('keeps the contract of trainers')
  })
})
