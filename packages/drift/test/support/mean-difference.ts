import type { Trainer } from '@millrace/core'

/** A linear trainer for tests: the difference of the weighted means of both labels, in units of each feature's variance. */
export const meanDifference: Trainer<false, 'binary'> = {
  specVersion: 1,
  name: 'mean-difference',
  params: {},
  acceptsNull: false,
  tasks: ['binary'],
  fit: async ({ features, target, weights }) => {
    const weightOf = (row: number, label: number) => (target[row] === label ? (weights?.[row] ?? 1) : 0)
    const meanOf = (values: Float64Array, label: number) => {
      const total = values.reduce((sum, _, row) => sum + weightOf(row, label), 0)
      return values.reduce((sum, value, row) => sum + value * weightOf(row, label), 0) / total
    }
    const means = Float64Array.from(features, (values) => values.reduce((sum, value) => sum + value, 0) / values.length)
    const slopes = features.map((values, feature) => {
      const variance = values.reduce((sum, value) => sum + (value - means[feature]!) ** 2, 0) / values.length
      return variance === 0 ? 0 : (meanOf(values, 1) - meanOf(values, 0)) / variance
    })
    const operation = { op: 'linear', weights: Float64Array.from(slopes), intercept: 0, means } as const
    return { operations: [operation], scale: 'log-odds', diagnostics: {}, warnings: [] }
  },
}
