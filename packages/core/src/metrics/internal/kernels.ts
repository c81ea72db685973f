import { accuracyOf } from '../accuracy.ts'
import { aucOf } from '../auc.ts'
import { averagePrecisionOf } from '../average-precision.ts'
import { brierOf } from '../brier.ts'
import { type Confusion, confusionOf } from '../confusion.ts'
import { f1Of } from '../f1.ts'
import { ksOf } from '../ks.ts'
import { logLossOf } from '../log-loss.ts'
import { mccOf } from '../mcc.ts'
import type { BinaryMetricName } from '../metric-name.ts'
import { precisionOf } from '../precision.ts'
import { recallOf } from '../recall.ts'
import type { Tally } from './tally.ts'

/** A metric as a function of a tally by score, and what it asks of the rows. */
interface Kernel {
  readonly measure: (tally: Tally, threshold: number) => number
  readonly probability?: boolean
  readonly bothClasses?: boolean
}

const atThreshold = (measure: (confusion: Confusion) => number): Kernel => ({
  measure: (tally, threshold) => measure(confusionOf(tally, threshold)),
})

export const kernels: Readonly<Record<BinaryMetricName, Kernel>> = {
  auc: { measure: aucOf, bothClasses: true },
  averagePrecision: { measure: averagePrecisionOf, bothClasses: true },
  ks: { measure: ksOf, bothClasses: true },
  logLoss: { measure: logLossOf, probability: true },
  brier: { measure: brierOf, probability: true },
  accuracy: atThreshold(accuracyOf),
  precision: atThreshold(precisionOf),
  recall: atThreshold(recallOf),
  f1: atThreshold(f1Of),
  mcc: atThreshold(mccOf),
}
