import type { GraphNode } from '../graph/graph.ts'

/** Codes of strings inside the machine: null, any string that no lookup names, then the named ones. */
export const nullCode = 0
export const otherCode = 1
const firstKey = 2

/** Code by string, over the keys of all lookups of one column. */
export type Dictionary = ReadonlyMap<string, number>

/** The dictionary of every string column among the nodes that run, by node. */
export function dictionariesOf(nodes: readonly GraphNode[], order: readonly number[]): ReadonlyMap<number, Dictionary> {
  const dictionaries = new Map<number, Map<string, number>>()
  for (const index of order) {
    const node = nodes[index]!
    if (node.op === 'column' && node.type === 'string') dictionaries.set(index, new Map())
    if (node.op !== 'lookup') continue
    const codes = dictionaries.get(node.args[0])!
    for (const key of node.keys) if (!codes.has(key)) codes.set(key, codes.size + firstKey)
  }
  return dictionaries
}

/** Number of codes of a dictionary. */
export const codeCount = (dictionary: Dictionary) => dictionary.size + firstKey
