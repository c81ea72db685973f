import { internKeys } from './attribute-keys.ts'
import { inChunks } from './in-chunks.ts'
import type { EntriesOf } from './run-place.ts'
import type { Tx } from './tracking.ts'
import { paramChanged } from './tracking-errors.ts'

/** Writes params that are new; one that is there must have the same value. */
export async function writeParams(tx: Tx, { run, params }: EntriesOf<'params'>): Promise<void> {
  const keyOf = await internKeys(tx, { kind: 'param', names: params.keys() })
  const rows = await tx.selectFrom('params').select(['key_id', 'value']).where('run_id', '=', run.id).execute()
  const present = new Map(rows.map(({ key_id, value }) => [key_id, value]))
  for (const [key, after] of params) {
    const before = present.get(keyOf(key))
    if (before !== undefined && before !== after) throw paramChanged(key, { before, after })
  }
  const missing = [...params].filter(([key]) => !present.has(keyOf(key)))
  for (const chunk of inChunks(missing)) {
    const values = chunk.map(([key, value]) => ({ run_id: run.id, key_id: keyOf(key), value, number: numberIn(value) }))
    await tx.insertInto('params').values(values).execute()
  }
}

/** The number that a text is written as, in decimal notation; null for any other text. */
export function numberIn(text: string): number | null {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null
  const number = Number(text)
  return Number.isFinite(number) ? number : null
}
