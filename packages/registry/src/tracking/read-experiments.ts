import type { Experiment } from '@millrace/core'
import { inChunks } from './in-chunks.ts'
import type { Tx } from './tracking.ts'

/** Reads experiments by their numbers, in that order. */
export async function readExperiments(tx: Tx, ids: readonly number[]): Promise<readonly Experiment[]> {
  const found = new Map<number, Experiment>()
  for (const chunk of inChunks(ids)) {
    const tags = new Map(chunk.map((id) => [id, new Map<string, string>()]))
    for (const { experiment_id, key, value } of await tx
      .selectFrom('experiment_tags')
      .selectAll()
      .where('experiment_id', 'in', chunk)
      .execute()) {
      tags.get(experiment_id)?.set(key, value)
    }
    for (const { id, name, lifecycle, created_at_ms } of await tx
      .selectFrom('experiments')
      .selectAll()
      .where('id', 'in', chunk)
      .execute()) {
      found.set(id, Object.freeze({ id: String(id), name, lifecycle, createdAtMs: created_at_ms, tags: tags.get(id)! }))
    }
  }
  return ids.map((id) => found.get(id)!)
}
