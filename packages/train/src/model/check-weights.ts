import { MillraceError } from '@millrace/core'

/** Leaves room for sums over rows. */
const heaviest = 1e290

/** Refuses weights that are negative, infinite, too large to be summed, or not one a row. */
export function checkWeights(caller: string, weights: Float64Array | undefined, rows: number): void {
  if (weights === undefined) return
  const wrong = weights.findIndex((weight) => !(weight >= 0 && weight <= heaviest))
  const what =
    weights.length !== rows ? `there are ${weights.length} for ${rows} rows` : wrong >= 0 ? `weight ${wrong} is ${weights[wrong]}` : null
  if (what === null) return
  throw new MillraceError({
    code: 'E_WEIGHTS_INVALID',
    message: `${caller}: ${what}; give each row a weight from 0 to ${heaviest}`,
    details: { rows, weights: weights.length },
  })
}
