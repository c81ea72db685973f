/** Mean of differences of pairs, and the standard error of that mean. */
export interface PairedDifference {
  readonly mean: number
  readonly error: number
}

/** How far values lie above others, pair by pair: folds of the same rows have much in common, which the difference leaves out. */
export function pairedDifference(values: readonly number[], others: readonly number[]): PairedDifference {
  const differences = values.map((value, index) => value - others[index]!)
  const mean = meanOf(differences)
  const squares = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, error: Math.sqrt(squares / (differences.length - 1) / differences.length) }
}

export const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
