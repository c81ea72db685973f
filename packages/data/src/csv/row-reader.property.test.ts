import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CellBlock, rowTexts } from './cell-block.ts'
import { csvFormat } from './csv-options.ts'
import { RowReader } from './row-reader.ts'

interface ReadRow {
  readonly line: number
  readonly cells: readonly string[] | string
}

/** Reads through windows of the given size; faults give their reason. */
function read(bytes: Uint8Array, { windowBytes, pieceBytes, trim = false }: { windowBytes: number; pieceBytes: number; trim?: boolean }) {
  const rows: ReadRow[] = []
  let names: readonly string[] | null = null
  const handler = {
    begin(start: { readonly names: readonly string[] | null }) {
      names = start.names
      return { width: start.names?.length ?? 0, keepBlank: true }
    },
    rows(block: CellBlock) {
      const whole = Array.from({ length: block.rowCount }, (_, row) => ({ line: block.rowLines[row]!, cells: rowTexts(block, row, trim) }))
      const faults = block.faults.map(({ line, reason }) => ({ line, cells: reason }))
      rows.push(...[...whole, ...faults].sort((a, b) => a.line - b.line))
    },
  }
  const reader = new RowReader(handler, { name: 'CSV', format: csvFormat({ trim }, 'test'), windowBytes })
  try {
    for (let from = 0; from < bytes.length; from += pieceBytes) reader.push(bytes.subarray(from, from + pieceBytes))
    reader.end()
  } catch (error) {
    return { error: (error as Error).message }
  }
  return { names, rows }
}

const whole = { windowBytes: 2 ** 18, pieceBytes: 2 ** 18 }
const nastyCell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', '\n', '\r', ' ', '\t', 'ż', '🐢', '\0', '\ufeff'), maxLength: 6 })
const needsQuotes = (cell: string) => /[",\r\n\ufeff]/.test(cell)
const written = (cell: string, quoted: boolean) => (quoted || needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const countLines = (text: string) => text.split(/\r\n|\r|\n/).length - 1

const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
  fc.record({
    rows: fc.array(fc.array(fc.tuple(nastyCell, fc.boolean()), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
    closed: fc.boolean(),
  }),
)
const sizes = fc.record({ windowBytes: fc.integer({ min: 1, max: 40 }), pieceBytes: fc.integer({ min: 1, max: 40 }) })

describe('RowReader', () => {
  test('gives back cells and lines of what was written by RFC 4180, however it is cut', () => {
    fc.assert(
      fc.property(table, sizes, ({ rows, lineEnd, mark, closed }, size) => {
        const lines = rows.map((row) => row.map(([cell, quoted]) => written(cell, quoted)).join(','))
        const text = (mark ? '\ufeff' : '') + lines.join(lineEnd) + (closed ? lineEnd : '')
        const { names, rows: found } = read(Buffer.from(text), size)
        const [first, ...others] = rows.map((row) => row.map(([cell]) => cell))
        expect(names).toEqual(first)
        let line = 1 + countLines(lines[0]! + lineEnd)
        const expected = others.map((cells, index) => {
          const row = { line, cells }
          line += countLines(lines[index + 1]! + lineEnd)
          return row
        })
        expect(found).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })

  test('gives the same for any text, however it is cut: rows, faults or error', () => {
    const anyText = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'ż', '🐢'), maxLength: 60 })
    fc.assert(
      fc.property(anyText, sizes, fc.boolean(), (text, size, trim) => {
        expect(read(Buffer.from(text), { ...size, trim })).toEqual(read(Buffer.from(text), { ...whole, trim }))
      }),
      { numRuns: 3000 },
    )
  })

  test('refuses bytes that are not UTF-8, wherever characters are cut', () => {
    const bytes = fc.uint8Array({ maxLength: 12 }).map((middle) => Buffer.concat([Buffer.from('a\n'), middle, Buffer.from('\nb\n')]))
    fc.assert(
      fc.property(bytes, sizes, (given, size) => {
        if (!isUtf8(given)) expect(read(given, size).error).toMatch(/not UTF-8|never closed/)
      }),
      { numRuns: 2000 },
    )
  })
})
