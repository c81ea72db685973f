import type { TrainingData } from '@millrace/core'
import type { StudyFold } from './study-fold.ts'
import { dealFolds, takeRows } from './take-rows.ts'

/** Folds of rows that are features already: stratified by class, at random for numbers. */
export function dataFolds(data: TrainingData, options: { readonly folds: number; readonly seed: number }): readonly StudyFold[] {
  const { validation: _, ...rows } = data
  const foldOf = dealFolds(data.target, data.task ?? { kind: 'binary' }, options)
  return Array.from({ length: options.folds }, (_, fold) => {
    const where = (test: boolean) => Int32Array.from(foldOf.keys()).filter((row) => (foldOf[row] === fold) === test)
    return Object.freeze({ train: takeRows(rows, where(false)), test: takeRows(rows, where(true)) })
  })
}
