import type { CST } from 'yaml'

/** The tokens of a map: editing them changes one spot and keeps every other byte of the text. */
export type MapToken = CST.BlockMap | CST.FlowCollection

type Item = CST.CollectionItem

/** Gives an item another one-line value, and tells whether that was possible: a comment behind the value stays. */
export function setItem({ value }: Item, source: string): boolean {
  if (value?.type !== 'scalar' && value?.type !== 'single-quoted-scalar' && value?.type !== 'double-quoted-scalar') return false
  value.type = 'scalar'
  value.source = source
  return true
}

/** Appends an item, before the comments that end the map. */
export function appendItem(map: MapToken, { key, source }: { readonly key: string; readonly source: string }): void {
  const { indent } = map
  const token = <const T extends string>(type: T, text: string) => ({ type, offset: -1, indent, source: text })
  const isBlock = map.type === 'block-map'
  const item: Item = {
    start: isBlock ? [token('space', ' '.repeat(indent))] : [token('comma', ','), token('space', ' ')],
    key: token('scalar', key),
    sep: [token('map-value-ind', ':'), token('space', ' ')],
    value: { ...token('scalar', source), end: isBlock ? [token('newline', '\n')] : [] },
  }
  const items: Item[] = map.items
  const isTail = items.at(-1)?.key == null
  items.splice(items.length - (isTail ? 1 : 0), 0, item)
}

/** Removes an item; the one behind a removed first item takes its place behind the dash or the brace. */
export function removeItem(map: MapToken, item: Item): void {
  const items: Item[] = map.items
  const index = items.indexOf(item)
  items.splice(index, 1)
  const next = items[index]
  if (index > 0 || next === undefined) return
  const kept = next.start.findIndex(({ type }) => type !== 'space' && type !== 'comma')
  next.start.splice(0, kept < 0 ? next.start.length : kept, ...item.start)
}
