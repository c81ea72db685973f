import { accuracyOf } from '../accuracy.ts'
import { aucOf } from '../auc.ts'
import { averagePrecisionOf } from '../average-precision.ts'
import { brierOf } from '../brier.ts'
import { type Confusion, confusionOf } from '../confusion.ts'
import { f1Of } from '../f1.ts'
import { ksOf } from '../ks.ts'
import { logLossOver } from '../log-loss.ts'
import { mccOf } from '../mcc.ts'
import type { BinaryMetricName } from '../metric-name.ts'
import { precisionOf } from '../precision.ts'
import { recallOf } from '../recall.ts'
import type { Tally } from './tally.ts'

/** A metric of tallies over the same scores, which it is given once, and what it asks of the rows. */
interface Kernel {
  readonly over: (score: Float64Array, threshold: number) => (tally: Tally) => number
  readonly probability?: boolean
  readonly bothClasses?: boolean
}

const ofTally = (measure: (tally: Tally) => number): Kernel => ({ over: () => measure })
const atThreshold = (measure: (confusion: Confusion) => number): Kernel => ({
  over: (_score, threshold) => (tally) => measure(confusionOf(tally, threshold)),
})

export const kernels: Readonly<Record<BinaryMetricName, Kernel>> = {
  auc: { ...ofTally(aucOf), bothClasses: true },
  averagePrecision: { ...ofTally(averagePrecisionOf), bothClasses: true },
  ks: { ...ofTally(ksOf), bothClasses: true },
  logLoss: { over: logLossOver, probability: true },
  brier: { ...ofTally(brierOf), probability: true },
  accuracy: atThreshold(accuracyOf),
  precision: atThreshold(precisionOf),
  recall: atThreshold(recallOf),
  f1: atThreshold(f1Of),
  mcc: atThreshold(mccOf),
}
