/** A metric of rows that weigh so much: what draws of a bootstrap change is the weights alone. */
export type Weighed = (weight: Float64Array) => number

/** The weights of rows; 1 for every row where none are given. */
export const weightsOf = (rows: number, weight: Float64Array | undefined): Float64Array => weight ?? new Float64Array(rows).fill(1)

/** The mean over the rows by weight of what is given for each. */
export function meanOf(values: Float64Array): Weighed {
  return (weight) => {
    let sum = 0
    let total = 0
    for (let row = 0; row < values.length; row++) {
      sum += weight[row]! * values[row]!
      total += weight[row]!
    }
    return sum / total
  }
}
