import type { Json, Run } from '@millrace/core'
import { jsonMetrics } from '../promotion/json-number.ts'
import { metricValues } from '../promotion/metric-values.ts'

/** A run as plain JSON; the latest value of each metric. */
export function runJson(run: Run, experiment: string | undefined): { readonly [key: string]: Json } {
  const { id, experimentId, name, status, lifecycle, startedAtMs, artifactRoot } = run
  return {
    ...{ id, name, experiment: experiment ?? null, experimentId, parentId: run.parentId ?? null, user: run.user ?? null },
    ...{ status, lifecycle, startedAtMs, endedAtMs: run.endedAtMs ?? null, note: run.note ?? null, artifactRoot },
    params: Object.fromEntries(run.params),
    metrics: jsonMetrics(metricValues(run)),
    tags: Object.fromEntries(run.tags),
    inputs: run.inputs.map((input) => ({ ...input })),
  }
}
