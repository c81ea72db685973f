import type { Run } from '@millrace/core'

/** The latest value of each metric of a run. */
export const metricValues = ({ metrics }: Run): ReadonlyMap<string, number> =>
  new Map(Array.from(metrics, ([key, { value }]) => [key, value]))
