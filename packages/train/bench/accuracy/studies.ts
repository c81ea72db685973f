import type { TaskKind } from '@millrace/core'
import { dataSets, type Rows } from '../../test/support/data-sets.ts'

/** Rows of shared/data with what is learnt of them, and how that is measured: the first metric decides. */
export interface Study extends Rows {
  readonly kind: TaskKind
  readonly metrics: readonly [MetricName, ...MetricName[]]
  /** The label whose probability is wanted, of two. */
  readonly positive?: string
  /** Whether a scorecard is among the models. */
  readonly isCredit?: boolean
}

export type MetricName = 'logLoss' | 'auc' | 'accuracy' | 'rmse'

const bike = {
  train: 'bike-hour.csv',
  header: true,
  texts: [],
} as const
const weather = ['hr', 'holiday', 'weekday', 'workingday', 'weathersit', 'temp', 'atemp', 'hum', 'windspeed']

/** Of adult the training file alone; of bike-hour neither the parts of the count nor, for the season, the month, which tells it. */
export const studies: readonly Study[] = [
  ...dataSets.map(
    (set): Study => ({ ...set, kind: 'binary', metrics: ['logLoss', 'auc'], isCredit: set.name === 'loan' || set.name === 'german' }),
  ),
  { ...bike, name: 'bike-count', kind: 'regression', numbers: ['season', 'yr', 'mnth', ...weather], target: 'cnt', metrics: ['rmse'] },
  {
    ...bike,
    name: 'bike-season',
    kind: 'multiclass',
    numbers: ['yr', ...weather, 'cnt'],
    target: 'season',
    metrics: ['logLoss', 'accuracy'],
  },
]
