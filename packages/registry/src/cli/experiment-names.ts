import type { Run, TrackingStore } from '@millrace/core'

/** Names of the experiments that runs belong to, by id. */
export async function experimentNames(tracking: TrackingStore, runs: readonly Run[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(runs.map((run) => run.experimentId))]
  const experiments = await Promise.all(ids.map((id) => tracking.findExperiment({ id })))
  return new Map(experiments.flatMap((experiment) => (experiment ? [[experiment.id, experiment.name] as const] : [])))
}
