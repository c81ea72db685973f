import type { TrainingData, TrainingRows } from '@millrace/core'

/** Rows to learn from and rows to measure on, as a trainer receives them; shared by all trials, and so are the bins of `train.features`. */
export interface StudyFold {
  readonly train: TrainingData
  readonly test: TrainingRows
}
