import type { Filter, Run, RunCondition, TrackingStore } from '@millrace/core'
import {
  type BinaryMetricName,
  binaryMetricNames,
  isHigherBetter,
  type MulticlassMetricName,
  multiclassMetricNames,
  type RegressionMetricName,
  regressionMetricNames,
} from '@millrace/core/metrics'
import { searchRuns } from './search-runs.ts'

/** Metrics of which it is known whether more is better. */
type KnownMetric = BinaryMetricName | MulticlassMetricName | RegressionMetricName

/**
 * Which run is the best.
 *
 * @category Runs
 * @since 0.1.0
 */
export type BestRunSearch = {
  /** Name of an experiment, or several. @defaultValue all */
  readonly experiment?: string | readonly string[] | undefined
  /** Only runs that pass. @defaultValue all */
  readonly filter?: Filter<RunCondition> | undefined
} & (
  | { readonly metric: KnownMetric; readonly goal?: 'max' | 'min' | undefined }
  | { readonly metric: string; readonly goal: 'max' | 'min' }
)

/** The finished run whose metric is best, of equal ones the earliest; NaN is no result. */
export async function bestRun(tracking: TrackingStore, search: BestRunSearch): Promise<Run | undefined> {
  const { experiment, filter, metric } = search
  const goal = search.goal ?? goalOf(metric)
  const conditions: readonly Filter<RunCondition>[] = [
    { attribute: 'status', is: '=', value: 'finished' },
    {
      any: [
        { metric, is: '<=', value: 0 },
        { metric, is: '>', value: 0 },
      ],
    },
  ]
  const { items } = await searchRuns(tracking, {
    experiment,
    filter: { all: filter ? [...conditions, filter] : conditions },
    orderBy: [{ metric, descending: goal === 'max' }, { attribute: 'startedAtMs' }, { attribute: 'id' }],
    limit: 1,
  })
  return items[0]
}

function goalOf(metric: string): 'max' | 'min' {
  const known = [...binaryMetricNames, ...multiclassMetricNames, ...regressionMetricNames].find((name) => name === metric)
  if (known === undefined)
    throw new TypeError(`bestRun: whether more of '${metric}' is better is not known; give the option goal, 'max' or 'min'`)
  return isHigherBetter(known) ? 'max' : 'min'
}
