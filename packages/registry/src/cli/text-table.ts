import { styleText } from 'node:util'
import type { Style } from './outcome.ts'

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u
const zeroWidth = /\p{Mark}|\u200B|\u200D|\uFE0F/u
const numeric = /^(?:-?\d[\d.]*(?:e[+-]?\d+)?|-?Infinity|NaN)?$/

/** Rows under their headings, in columns of equal width; columns of numbers stand to the right. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[], { color }: Style): string {
  const cells = rows.map((row) => headings.map((_, column) => printable(row[column] ?? '')))
  const columns = headings.map((heading, column) => {
    const values = cells.map((row) => row[column]!)
    const width = widest([heading, ...values])
    return { width, right: values.some(Boolean) && values.every((value) => numeric.test(value)) }
  })
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => pad(cell, columns[column]!))
      .join('  ')
      .trimEnd()
  const head = line(headings)
  return [color ? bold(head) : head, ...cells.map(line)].join('\n')
}

/** Names and values under each other. */
export function textPairs(pairs: readonly (readonly [name: string, value: string])[], { color }: Style): string {
  const width = widest(pairs.map(([name]) => name))
  return pairs
    .map(([name, value]) => {
      const padded = pad(printable(name), { width, right: false })
      return `${color ? bold(padded) : padded}  ${printable(value)}`.trimEnd()
    })
    .join('\n')
}

/** One line that cannot steer the terminal or turn its own order round, whoever wrote the text. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ')

// Whether there is colour has been decided already, for the stream that is written to.
const bold = (text: string): string => styleText('bold', text, { validateStream: false })

function pad(text: string, { width, right }: { readonly width: number; readonly right: boolean }): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}

const widest = (texts: readonly string[]): number => texts.reduce((width, text) => Math.max(width, widthOf(text)), 0)

function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += zeroWidth.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}
