import { type RawBuilder, sql } from 'kysely'

/** Row ids as a subquery, which takes any number of them. */
export const storedIds = (rows: readonly { readonly id: number }[]): RawBuilder<number> =>
  sql<number>`(select value from json_each(${JSON.stringify(rows.map(({ id }) => id))}))`

/** The rows of each id. */
export function groupById<Row extends { readonly id: number }>(rows: readonly Row[]): ReadonlyMap<number, readonly Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.id)
    if (group === undefined) groups.set(row.id, [row])
    else group.push(row)
  }
  return groups
}

/** Labels of a row, by code point of their keys. */
export const tagsOf = (rows: readonly { readonly key: string; readonly value: string }[] = []): ReadonlyMap<string, string> =>
  new Map(rows.map(({ key, value }) => [key, value]))
