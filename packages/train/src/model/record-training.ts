import type { AnyModel, Json, RunEntries } from '@millrace/core'

/** What a run keeps of a training: what it was configured with, the data, and the figures of the fit. */
export function trainingEntries({ name, definition }: AnyModel): RunEntries {
  const { estimator, lineage } = definition
  const params = [
    ['model', name],
    ['trainer', estimator.kind],
    ...Object.entries(estimator.params).map(([param, value]): [string, Json] => [`trainer.${param}`, value]),
    ['seed', lineage.seed],
  ] as const
  const figures = Object.entries(estimator.diagnostics).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  const timestampMs = Date.now()
  return {
    params: new Map(params.map(([param, value]) => [param, typeof value === 'string' ? value : JSON.stringify(value)])),
    metrics: figures.map(([key, value]) => ({ key: `training/${key}`, value, step: 0, timestampMs })),
    inputs: lineage.data === null ? [] : [{ name, digest: lineage.data.digest, context: 'training', rowCount: lineage.data.rows }],
  }
}
