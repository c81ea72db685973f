import { MillraceError, type TrainingData, type TrainingRows } from '@millrace/core'
import type { LossName } from '../losses/loss.ts'
import { mostRows } from './pack-gradients.ts'

/** Beyond it, squares of gains overflow. */
const largestTarget = 1e100

/** Refuses what cannot be learnt from, naming the first cell. */
export function checkData(data: TrainingData, loss: LossName): void {
  checkRows(data, data.names, loss)
  if (data.validation !== undefined) checkRows(data.validation, data.names, loss)
  const rows = data.target.length
  if (rows < 1 || rows > mostRows) {
    throw new MillraceError({
      code: 'E_ROWS_RANGE',
      message: `gradientBoosting: there are ${rows} rows; give from 1 to ${mostRows}, a sample where there are more`,
      details: { rows },
    })
  }
}

function checkRows({ features, target }: TrainingRows, names: readonly string[], loss: LossName): void {
  for (const [j, feature] of features.entries()) {
    for (let row = 0; row < feature.length; row++) {
      if (Math.abs(feature[row]!) !== Number.POSITIVE_INFINITY) continue
      throw new MillraceError({
        code: 'E_FEATURE_RANGE',
        message: `gradientBoosting: the feature '${names[j]}' is ${feature[row]} in row ${row}; clip it, or make it null`,
        details: { feature: names[j] ?? '', row },
      })
    }
  }
  const least = loss === 'poisson' ? 0 : -largestTarget
  const row = target.findIndex((value) => !(value >= least && value <= largestTarget))
  const isZero = loss === 'poisson' && target.length > 0 && row < 0 && target.every((value) => value === 0)
  if (row < 0 && !isZero) return
  throw new MillraceError({
    code: 'E_TARGET_RANGE',
    message: isZero
      ? 'gradientBoosting: every target is 0, whose logarithm is infinite; give rows with a count'
      : `gradientBoosting: the target is ${target[row]} in row ${row}; ${loss === 'poisson' ? 'counts are from 0' : `it must be within ${largestTarget}`}`,
    details: { row },
  })
}
