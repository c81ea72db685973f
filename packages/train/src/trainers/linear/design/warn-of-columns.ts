import type { ColumnMeasures } from './measure-columns.ts'

/** Says which features are constant. */
export function warnOfConstants(names: readonly string[], { varying }: ColumnMeasures): string[] {
  const varies = new Set(varying)
  return names.filter((_, j) => !varies.has(j)).map((name) => `the feature '${name}' is constant and says nothing`)
}

/** What is said of features of which some are combinations of others. */
export const collinear = 'features are collinear: the weights of some are not unique and have no standard error'

/** What is said of a search that was cut short. */
export const notConverged = (steps: number): string => `not converged after ${steps} steps`
