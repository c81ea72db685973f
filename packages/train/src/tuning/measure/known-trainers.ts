import type { Json, Trainer } from '@millrace/core'

type Params = Readonly<Record<string, Json>>
type Factory = (params: Params) => Trainer

/** A trainer that has threads of its own fits in one, since the fits themselves run in several. */
const alone =
  (factory: Factory): Factory =>
  (params) =>
    factory({ ...params, threads: 1 })

/** The trainers of this package by the name that they carry, for threads, to which no closure can be sent. */
const factories: Readonly<Record<string, () => Promise<Factory>>> = {
  dummy: async () => (await import('../../trainers/dummy.ts')).dummy,
  'decision-tree': async () => (await import('../../trainers/forest/decision-tree.ts')).decisionTree,
  'elastic-net': async () => (await import('../../trainers/linear/least-squares/elastic-net.ts')).elasticNet,
  'extra-trees': async () => alone((await import('../../trainers/forest/extra-trees.ts')).extraTrees),
  'gradient-boosting': async () => alone((await import('../../trainers/boosting/gradient-boosting.ts')).gradientBoosting),
  lasso: async () => (await import('../../trainers/linear/least-squares/elastic-net.ts')).lasso,
  'linear-regression': async () => (await import('../../trainers/linear/least-squares/linear-regression.ts')).linearRegression,
  'logistic-regression': async () => (await import('../../trainers/linear/logistic/logistic-regression.ts')).logisticRegression,
  'ml-random-forest': async () => (await import('../../trainers/ml-random-forest/ml-random-forest.ts')).mlRandomForest,
  'random-forest': async () => alone((await import('../../trainers/forest/random-forest.ts')).randomForest),
  ridge: async () => (await import('../../trainers/linear/least-squares/ridge.ts')).ridge,
  scorecard: async () => (await import('../../trainers/scorecard/scorecard.ts')).scorecard,
}

/** Makes a trainer again of its name and params. */
export async function makeTrainer({ name, params }: Pick<Trainer, 'name' | 'params'>): Promise<Trainer> {
  return (await factories[name]!())(params)
}

/** Whether a thread can make the trainer again; one of a user's own that only carries the name of ours has another `fit`. */
export async function isKnownTrainer(trainer: Trainer): Promise<boolean> {
  return Object.hasOwn(factories, trainer.name) && (await makeTrainer(trainer)).fit.toString() === trainer.fit.toString()
}
