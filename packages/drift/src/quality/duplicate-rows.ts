import type { Column } from '@millrace/core'

/**
 * Number of rows that repeat an earlier one in all of the columns: nulls equal nulls, and -0 is 0.
 *
 * Rows are told apart by 53 bits of a digest, made column by column: among a million rows, one false duplicate is expected in 20,000 tables.
 */
export function duplicateRows(columns: readonly Column[]): number {
  const rows = columns[0] === undefined ? 0 : columns[0].type === 'number' ? columns[0].values.length : columns[0].codes.length
  const high = new Int32Array(rows)
  const low = new Int32Array(rows)
  const mix = (row: number, a: number, b: number) => {
    const h = Math.imul(high[row]! ^ a, 0x9e3779b1)
    const l = Math.imul(low[row]! ^ b, 0x85ebca6b)
    high[row] = Math.imul(h ^ (h >>> 15) ^ l, 0x2c1b3c6d)
    low[row] = Math.imul(l ^ (l >>> 13) ^ high[row]!, 0x297a2d39)
  }
  for (const column of columns) {
    if (column.type === 'number') {
      const word = new Float64Array(1)
      const halves = new Int32Array(word.buffer)
      for (let row = 0; row < rows; row++) {
        const x = column.values[row]!
        word[0] = x === x ? x + 0 : Number.NaN
        mix(row, halves[0]!, halves[1]!)
      }
    } else {
      const codes = sameCodes(column.dictionary)
      for (let row = 0; row < rows; row++) {
        const code = column.codes[row]!
        mix(row, code < 0 ? -1 : codes[code]!, 0)
      }
    }
  }
  const digests = Float64Array.from(high, (h, row) => (h >>> 0) * 2 ** 21 + (low[row]! >>> 11)).sort()
  let repeats = 0
  for (let i = 1; i < rows; i++) if (digests[i] === digests[i - 1]) repeats++
  return repeats
}

/** A dictionary may hold a text twice: the first code of each. */
function sameCodes(dictionary: readonly string[]): Int32Array {
  const first = new Map<string, number>()
  return Int32Array.from(dictionary, (text, code) => {
    const known = first.get(text) ?? code
    first.set(text, known)
    return known
  })
}
