import { ge, type Model, type TaskKind, type Trainer } from '@millrace/core'
import {
  applyPolicy,
  binary,
  calibrate,
  decisionTree,
  defineModel,
  dummy,
  elasticNet,
  extraTrees,
  gradientBoosting,
  lasso,
  linearRegression,
  logisticRegression,
  mlRandomForest,
  multiclass,
  randomForest,
  regression,
  ridge,
  scorecard,
  train,
  withThreshold,
} from '@millrace/train'
import { asTheyAre, type Order, orders, prepared } from './orders.ts'

/** A model of orders, whatever it predicts. */
export type OrderModel = Model<Order, unknown, TaskKind>

/** A model to be held against all executions. */
export interface TestedModel {
  /** Makes the model. */
  readonly fit: () => Promise<OrderModel>
  /** Who scores it in DuckDB. @defaultValue 'engine' */
  readonly scoredBy?: 'engine' | 'node'
  /** Rows that are compared. @defaultValue 500 */
  readonly rows?: number
  /** Whether its score is made of contributions. @defaultValue true */
  readonly explains?: boolean
}

const table = orders(1_500, 'training')
/** Rows that models were not trained on, to calibrate on. */
const others = orders(1_200, 'training', 3)

const returned = binary('returned', { positive: 'yes' })
const grade = multiclass('grade', { classes: ['low', 'middle', 'high'] })

type NumberColumn = 'spent' | 'visits'

const fitBinary = (trainer: Trainer<true, TaskKind> | Trainer<true, 'binary'>) =>
  train(defineModel({ name: 'orders', features: asTheyAre, target: returned, trainer: trainer as Trainer<true> }), table, { seed: 7 })
const fitClasses = (trainer: Trainer<true>) =>
  train(defineModel({ name: 'orders', features: asTheyAre, target: grade, trainer }), table, { seed: 7 })
const fitNumber = (trainer: Trainer<true> | Trainer<true, 'regression'>, column: NumberColumn = 'spent') =>
  train(defineModel({ name: 'orders', features: asTheyAre, target: regression(column), trainer: trainer as Trainer<true> }), table, {
    seed: 7,
  })
const weighBinary = (trainer: Trainer<boolean>) =>
  train(defineModel({ name: 'orders', features: prepared, target: returned, trainer }), table, { seed: 7 })
const weighClasses = (trainer: Trainer<false>) =>
  train(defineModel({ name: 'orders', features: prepared, target: grade, trainer }), table, { seed: 7 })
const weighNumber = (trainer: Trainer<false, 'regression'>) =>
  train(defineModel({ name: 'orders', features: prepared, target: regression('spent'), trainer }), table, { seed: 7 })

const few = { trees: 25, maxLeaves: 8, minRows: 5, earlyStopping: false, categories: { minRows: 5, smoothing: 1 } } as const
const boosting = (options = {}) => gradientBoosting({ ...few, ...options })
const small = { trees: 12, maxLeaves: 40 } as const

/** The models that are tested, by name: each trainer for each kind of target, and what is put behind trained models. */
export const testedModels: Readonly<Record<string, TestedModel>> = {
  'boosting, two classes': { fit: () => fitBinary(boosting({ monotone: { amount: 1 } })), rows: 20_000 },
  'boosting, two classes, stopped early': {
    fit: () => fitBinary(gradientBoosting({ maxLeaves: 6, rowShare: 0.7, earlyStopping: { crossValidateBelow: 0, rounds: 5 } })),
  },
  'boosting, several classes': { fit: () => fitClasses(boosting({ trees: 8 })), rows: 3_000 },
  'boosting, squared': { fit: () => fitNumber(boosting({ growth: 'depth-wise' })), rows: 3_000 },
  'boosting, absolute': { fit: () => fitNumber(boosting({ loss: 'absolute' })) },
  'boosting, poisson': { fit: () => fitNumber(boosting({ loss: 'poisson' }), 'visits') },
  'boosting, quantile': { fit: () => fitNumber(boosting({ loss: 'quantile', quantile: 0.8 })) },
  'boosting, more trees than SQL carries': { fit: () => fitBinary(boosting({ trees: 120, maxLeaves: 4 })), scoredBy: 'node' },
  'forest, two classes': { fit: () => fitBinary(randomForest(small)), rows: 20_000 },
  'forest, several classes': { fit: () => fitClasses(randomForest(small)), rows: 3_000 },
  'forest, numbers': { fit: () => fitNumber(randomForest({ trees: 10 })), scoredBy: 'node', rows: 3_000 },
  'extra trees, two classes': { fit: () => fitBinary(extraTrees(small)) },
  'extra trees, several classes': { fit: () => fitClasses(extraTrees({ trees: 10 })), scoredBy: 'node' },
  'extra trees, numbers': { fit: () => fitNumber(extraTrees(small)) },
  'tree, two classes': { fit: () => fitBinary(decisionTree()) },
  'tree, several classes': { fit: () => fitClasses(decisionTree({ maxDepth: 6 })) },
  'tree, numbers': { fit: () => fitNumber(decisionTree({ maxLeaves: 60 })) },
  'ml-random-forest': { fit: () => weighBinary(mlRandomForest({ trees: 5 })) },
  dummy: { fit: () => fitBinary(dummy()) },
  'logistic, two classes': { fit: () => weighBinary(logisticRegression()) },
  'logistic, L1': { fit: () => weighBinary(logisticRegression({ l1: 3 })) },
  'logistic, several classes': { fit: () => weighClasses(logisticRegression()) },
  linear: { fit: () => weighNumber(linearRegression()) },
  ridge: { fit: () => weighNumber(ridge()) },
  lasso: { fit: () => weighNumber(lasso()) },
  'elastic net': { fit: () => weighNumber(elasticNet()) },
  scorecard: { fit: () => fitBinary(scorecard()) },
  ...Object.fromEntries(
    (['sigmoid', 'isotonic', 'temperature'] as const).flatMap((method) => [
      [`boosting, calibrated by ${method}`, { fit: async () => calibrate(await fitBinary(boosting()), others, { method }) }],
      [`forest, calibrated by ${method}`, { fit: async () => calibrate(await fitBinary(randomForest(small)), others, { method }) }],
    ]),
  ),
  'boosting of several classes, calibrated': { fit: async () => calibrate(await fitClasses(boosting({ trees: 8 })), others) },
  'forest of several classes, calibrated': { fit: async () => calibrate(await fitClasses(randomForest(small)), others) },
  'boosting with a threshold': { fit: async () => withThreshold(await fitBinary(boosting()), 0.3) },
  'scorecard with a policy': {
    fit: async () =>
      applyPolicy(await fitBinary(scorecard()), ({ probability, row }) => ({
        rules: [
          { when: ge(row.amount, 15), decision: 'refer', reason: 'a large amount' },
          { when: ge(probability, 0.5), decision: 'refuse', reason: 'likely to be returned' },
        ],
        otherwise: { decision: 'accept', reason: 'not likely to be returned' },
      })),
  },
}
