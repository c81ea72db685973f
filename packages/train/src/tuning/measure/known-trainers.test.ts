import type { Trainer } from '@millrace/core'
import { expect, test } from 'vitest'
import { gradientBoosting } from '../../trainers/boosting/gradient-boosting.ts'
import { dummy } from '../../trainers/dummy.ts'
import { decisionTree } from '../../trainers/forest/decision-tree.ts'
import { extraTrees } from '../../trainers/forest/extra-trees.ts'
import { randomForest } from '../../trainers/forest/random-forest.ts'
import { elasticNet, lasso } from '../../trainers/linear/least-squares/elastic-net.ts'
import { linearRegression } from '../../trainers/linear/least-squares/linear-regression.ts'
import { ridge } from '../../trainers/linear/least-squares/ridge.ts'
import { logisticRegression } from '../../trainers/linear/logistic/logistic-regression.ts'
import { mlRandomForest } from '../../trainers/ml-random-forest/ml-random-forest.ts'
import { scorecard } from '../../trainers/scorecard/scorecard.ts'
import { isKnownTrainer, makeTrainer } from './known-trainers.ts'

const trainers: readonly Trainer[] = [
  decisionTree({ maxDepth: 3 }),
  dummy(),
  elasticNet({ l1Ratio: 0.3 }),
  extraTrees({ trees: 5 }),
  gradientBoosting({ trees: 5, earlyStopping: false }),
  lasso({ alpha: 0.1 }),
  linearRegression(),
  logisticRegression({ l2: 3 }),
  mlRandomForest({ trees: 2 }),
  randomForest({ trees: 5 }),
  ridge({ l2: 2 }),
  scorecard(),
]

const features = [0, 1].map((column) => Float64Array.from({ length: 200 }, (_, row) => ((row + 3) * (7 + 4 * column)) % 31))
const data = (kind: 'binary' | 'regression') => ({
  names: ['x', 'y'],
  features,
  target: features[0]!.map((value, row) => (kind === 'binary' ? Number(value + (row % 5) > 17) : value + (row % 5))),
  task: { kind },
})

test.each(trainers.map((trainer) => [trainer.name, trainer] as const))(
  '%s is made again of its name and params, and fits alike',
  async (_, trainer) => {
    expect(await isKnownTrainer(trainer)).toBe(true)
    const again = await makeTrainer(JSON.parse(JSON.stringify({ name: trainer.name, params: trainer.params })))
    const rows = data(trainer.tasks.includes('binary') ? 'binary' : 'regression')
    const [one, other] = [await trainer.fit(rows, { seed: 7 }), await again.fit(rows, { seed: 7 })]
    expect(other.operations).toEqual(one.operations)
  },
)

test('a trainer that only carries the name of ours is not taken for it', async () => {
  expect(await isKnownTrainer({ ...logisticRegression(), fit: async () => logisticRegression().fit(data('binary'), { seed: 1 }) })).toBe(
    false,
  )
  expect(await isKnownTrainer({ ...logisticRegression(), name: 'mine' })).toBe(false)
})
