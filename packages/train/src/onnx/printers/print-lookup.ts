import type { Printer } from './printer.ts'

/** A string to a number: its code, then an indexed read, since no encoder of strings gives float64. */
export const printLookup: Printer<'lookup'> = (node, [text], { emit, codes }) => {
  const coded = codes(node, text!)
  const values = new Map(node.keys.map((key, i) => [key, node.values[i]!]))
  const table = [...coded.keys.map((key) => values.get(key) ?? node.other), node.missing, node.other]
  return emit.node('Gather', [emit.tensor({ type: 'double', shape: [table.length], values: table }), coded.codes])
}
