import { fitSigmoid, logLoss, sigmoidProbability } from '@millrace/core/metrics'
import { calibrate, type OutOfFold } from '@millrace/train'
import type { ApprovalModel } from './build.ts'

/** Whether a model's probabilities had to be put right, and how. */
export interface Calibration {
  /** By how much a refit of the log-odds is likelier: chi-squared with two degrees of freedom where the probabilities are right. */
  readonly statistic: number
  /** The method, by the number of rows; null where the probabilities could stay. */
  readonly method: string | null
}

/** Beyond this, probabilities that are right would go once in twenty times. */
const tolerated = 5.99

/**
 * Calibrates a model on rows that no model had seen, where they say that it is needed: a curve fitted to noise would make good probabilities worse. The test is that of
 * D. R. Cox, Two further applications of a model for binary regression (1958).
 */
export function calibrateIfNeeded(model: ApprovalModel, outOfFold: OutOfFold): { readonly model: ApprovalModel } & Calibration {
  const { label, probability } = outOfFold
  const score = probability.map((p) => Math.log(Math.max(p, 1e-9)) - Math.log(Math.max(1 - p, 1e-9)))
  const sigmoid = fitSigmoid({ label, score })
  const refitted = score.map((value) => sigmoidProbability(sigmoid, value))
  const statistic = 2 * label.length * (logLoss({ label, score: probability }) - logLoss({ label, score: refitted }))
  if (statistic <= tolerated) return { model, statistic, method: null }
  const calibrated = calibrate(model, outOfFold)
  const prefix = 'calibration-'
  const { kind } = calibrated.definition.learned.find((one) => one.kind.startsWith(prefix))!
  return { model: calibrated, statistic, method: kind.slice(prefix.length) }
}
