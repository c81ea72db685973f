import type { AttributeKind } from '../sqlite/tables.ts'
import { inChunks } from './in-chunks.ts'
import type { Tx } from './tracking.ts'

/** The numbers of keys, which are given where they are missing. */
export async function internKeys(
  tx: Tx,
  { kind, names }: { kind: AttributeKind; names: Iterable<string> },
): Promise<(name: string) => number> {
  const distinct = [...new Set(names)]
  const ids = new Map<string, number>()
  const look = async (wanted: readonly string[]) => {
    for (const chunk of inChunks(wanted)) {
      const rows = await tx
        .selectFrom('attribute_keys')
        .select(['id', 'name'])
        .where('kind', '=', kind)
        .where('name', 'in', chunk)
        .execute()
      for (const { id, name } of rows) ids.set(name, id)
    }
  }
  await look(distinct)
  const missing = distinct.filter((name) => !ids.has(name))
  for (const chunk of inChunks(missing))
    await tx
      .insertInto('attribute_keys')
      .values(chunk.map((name) => ({ kind, name })))
      .execute()
  await look(missing)
  return (name) => ids.get(name)!
}

/** The names of keys. */
export async function keyNames(tx: Tx, ids: Iterable<number>): Promise<(id: number) => string> {
  const names = new Map<number, string>()
  for (const chunk of inChunks([...new Set(ids)])) {
    const rows = await tx.selectFrom('attribute_keys').select(['id', 'name']).where('id', 'in', chunk).execute()
    for (const { id, name } of rows) names.set(id, name)
  }
  return (id) => names.get(id)!
}
