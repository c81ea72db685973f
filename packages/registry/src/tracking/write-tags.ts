import { internKeys } from './attribute-keys.ts'
import { inChunks } from './in-chunks.ts'
import type { EntriesOf } from './run-place.ts'
import type { Tx } from './tracking.ts'

/** Sets tags; null removes. */
export async function writeTags(tx: Tx, { run, tags }: EntriesOf<'tags'>): Promise<void> {
  const keyOf = await internKeys(tx, { kind: 'tag', names: tags.keys() })
  const removed = [...tags].flatMap(([key, value]) => (value === null ? [keyOf(key)] : []))
  const set = [...tags].flatMap(([key, value]) => (value === null ? [] : [{ run_id: run.id, key_id: keyOf(key), value }]))
  for (const chunk of inChunks(removed)) await tx.deleteFrom('tags').where('run_id', '=', run.id).where('key_id', 'in', chunk).execute()
  for (const chunk of inChunks(set)) {
    await tx
      .insertInto('tags')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['run_id', 'key_id']).doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })))
      .execute()
  }
}
