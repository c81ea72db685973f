import { type DatasetInput, type Json, type Metric, type Run, yieldToEventLoop } from '@millrace/core'
import type { Selectable } from 'kysely'
import { joinNumber } from '../sqlite/search/number-columns.ts'
import type { RunTable } from '../sqlite/tables.ts'
import { keyNames } from './attribute-keys.ts'
import { inChunks } from './in-chunks.ts'
import type { Tx } from './tracking.ts'

/** Reads runs by their numbers, in that order. */
export async function readRuns(tx: Tx, ids: readonly number[]): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (const chunk of inChunks(ids, 500)) {
    if (runs.length > 0) await yieldToEventLoop()
    runs.push(...(await readChunk(tx, chunk)))
  }
  return runs
}

async function readChunk(tx: Tx, ids: readonly number[]): Promise<readonly Run[]> {
  const rows = new Map((await tx.selectFrom('runs').selectAll().where('id', 'in', ids).execute()).map((row) => [row.id, row]))
  const params = await tx.selectFrom('params').select(['run_id', 'key_id', 'value']).where('run_id', 'in', ids).execute()
  const metrics = await tx.selectFrom('latest_metrics').selectAll().where('run_id', 'in', ids).execute()
  const tags = await tx.selectFrom('tags').selectAll().where('run_id', 'in', ids).execute()
  const inputs = await readInputs(tx, ids)
  const nameOf = await keyNames(
    tx,
    [params, metrics, tags].flatMap((list) => list.map(({ key_id }) => key_id)),
  )

  const parts = new Map(
    ids.map((id) => [id, { params: new Map<string, string>(), metrics: new Map<string, Metric>(), tags: new Map<string, string>() }]),
  )
  for (const { run_id, key_id, value } of params) parts.get(run_id)!.params.set(nameOf(key_id), value)
  for (const { run_id, key_id, value } of tags) parts.get(run_id)!.tags.set(nameOf(key_id), value)
  for (const { run_id, key_id, ...row } of metrics) {
    const key = nameOf(key_id)
    const metric = { key, value: joinNumber(row), step: row.step, timestampMs: row.timestamp_ms }
    parts.get(run_id)!.metrics.set(key, Object.freeze(metric))
  }
  return ids.map((id) => Object.freeze({ ...runOf(rows.get(id)!), ...parts.get(id)!, inputs: Object.freeze(inputs.get(id) ?? []) }))
}

function runOf(row: Selectable<RunTable>) {
  return {
    id: row.run_id,
    experimentId: String(row.experiment_id),
    ...(row.parent_id !== null && { parentId: row.parent_id }),
    name: row.name,
    ...(row.user !== null && { user: row.user }),
    status: row.status,
    lifecycle: row.lifecycle,
    startedAtMs: row.started_at_ms,
    ...(row.ended_at_ms !== null && { endedAtMs: row.ended_at_ms }),
    ...(row.note !== null && { note: row.note }),
    artifactRoot: row.artifact_root,
  }
}

async function readInputs(tx: Tx, ids: readonly number[]): Promise<ReadonlyMap<number, DatasetInput[]>> {
  const rows = await tx
    .selectFrom('inputs')
    .innerJoin('datasets', 'datasets.id', 'inputs.dataset_id')
    .select(['inputs.run_id', 'inputs.context', 'inputs.source', 'datasets.name', 'datasets.digest'])
    .select(['datasets.row_count', 'datasets.schema', 'datasets.statistics'])
    .where('inputs.run_id', 'in', ids)
    .orderBy('inputs.id')
    .execute()
  const inputs = new Map<number, DatasetInput[]>()
  for (const { run_id, name, digest, context, source, row_count, schema, statistics } of rows) {
    const input = {
      name,
      digest,
      ...(context !== '' && { context }),
      ...(source !== null && { source }),
      ...(row_count !== null && { rowCount: row_count }),
      ...(schema !== null && { schema: JSON.parse(schema) as Json }),
      ...(statistics !== null && { statistics: JSON.parse(statistics) as Json }),
    }
    const list = inputs.get(run_id)
    if (list === undefined) inputs.set(run_id, [Object.freeze(input)])
    else list.push(Object.freeze(input))
  }
  return inputs
}
