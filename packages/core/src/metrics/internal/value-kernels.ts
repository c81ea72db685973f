import { MillraceError } from '../../errors/millrace-error.ts'
import type { CheckedValues } from './check-values.ts'
import { meanOf, type Weighed } from './weighed.ts'

/** What is computed for each row once, so that a metric is then a mean. */
const byRow = ({ actual, predicted }: CheckedValues, of: (actual: number, predicted: number) => number): Float64Array =>
  actual.map((value, row) => of(value, predicted[row]!))

export function rmseOf(rows: CheckedValues): Weighed {
  const squares = meanOf(byRow(rows, (actual, predicted) => (predicted - actual) ** 2))
  return (weight) => Math.sqrt(squares(weight))
}

export const maeOf = (rows: CheckedValues): Weighed => meanOf(byRow(rows, (actual, predicted) => Math.abs(predicted - actual)))

export const biasOf = (rows: CheckedValues): Weighed => meanOf(byRow(rows, (actual, predicted) => predicted - actual))

/** 1 for predictions without error, and else 0 where the actual numbers are all alike. */
export function r2Of(rows: CheckedValues): Weighed {
  const squares = meanOf(byRow(rows, (actual, predicted) => (predicted - actual) ** 2))
  const { actual } = rows
  const centre = meanOf(actual)
  const spread = (weight: Float64Array) => {
    const mean = centre(weight)
    return meanOf(actual.map((value) => (value - mean) ** 2))(weight)
  }
  return (weight) => {
    const [error, total] = [squares(weight), spread(weight)]
    return error === 0 ? 1 : total === 0 ? 0 : 1 - error / total
  }
}

export const pinballOf = (rows: CheckedValues, quantile: number): Weighed =>
  meanOf(
    byRow(rows, (actual, predicted) => (actual >= predicted ? quantile * (actual - predicted) : (1 - quantile) * (predicted - actual))),
  )

/** Whether the Poisson deviance of the rows is known: no number below 0, and only predictions above it. */
export const isPoisson = ({ actual, predicted }: CheckedValues): boolean =>
  actual.every((value) => value >= 0) && predicted.every((value) => value > 0)

export function poissonOf(metric: string, rows: CheckedValues): Weighed {
  if (!isPoisson(rows)) {
    throw new MillraceError({
      code: 'E_METRIC_SCORE',
      message: `${metric}: the Poisson deviance needs numbers from 0 and predictions above 0; fit with a logarithmic link, or choose another metric`,
      details: { metric },
    })
  }
  const deviance = (actual: number, predicted: number) =>
    2 * ((actual > 0 ? actual * Math.log(actual / predicted) : 0) - actual + predicted)
  return meanOf(byRow(rows, deviance))
}
