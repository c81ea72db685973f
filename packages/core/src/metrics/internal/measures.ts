import type { MulticlassMetricName, RegressionMetricName } from '../metric-name.ts'
import type { CheckedClasses } from './check-classes.ts'
import type { CheckedValues } from './check-values.ts'
import { accuracyOf, type ClassCounts, classLogLossOf, countsOf, macro, macroAucOf } from './class-kernels.ts'
import { maeOf, pinballOf, poissonOf, r2Of, rmseOf } from './value-kernels.ts'
import type { Weighed } from './weighed.ts'

const counted =
  (metric: (counts: ClassCounts) => number) =>
  (rows: CheckedClasses): Weighed => {
    const count = countsOf(rows)
    return (weight) => metric(count(weight))
  }

/** Metrics of several classes, ready to be taken of draws. */
export const classMeasures: Readonly<Record<MulticlassMetricName, (rows: CheckedClasses) => Weighed>> = {
  logLoss: classLogLossOf,
  accuracy: counted(accuracyOf),
  balancedAccuracy: counted((counts) => macro(counts, 'recall', 'actual')),
  macroPrecision: counted((counts) => macro(counts, 'precision', 'any')),
  macroRecall: counted((counts) => macro(counts, 'recall', 'any')),
  macroF1: counted((counts) => macro(counts, 'f1', 'any')),
  macroAuc: macroAucOf,
}

/** Metrics of numbers, ready to be taken of draws. */
export const valueMeasures: Readonly<
  Record<RegressionMetricName, (rows: CheckedValues, options: { readonly caller: string; readonly quantile: number }) => Weighed>
> = {
  rmse: rmseOf,
  mae: maeOf,
  r2: r2Of,
  pinballLoss: (rows, { quantile }) => pinballOf(rows, quantile),
  poissonDeviance: (rows, { caller }) => poissonOf(caller, rows),
}
