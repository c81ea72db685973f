import { countLineEnds } from './bytes.ts'
import { type CellBlock, cellContent, cellText } from './cell-block.ts'
import type { CsvIssue, RefusedRows } from './refused-rows.ts'

/** What is wrong with a row of a block. */
export interface Refusal {
  /** The row. */
  readonly row: number
  /** The column, or null where the row as a whole is meant. */
  readonly column: string | null
  /** Position of its cell. */
  readonly cell: number
  /** Why it is refused. */
  readonly reason: string
}

/** Where refusals go. */
export interface ReportRefusalsOptions {
  /** Takes the rows. */
  readonly refused: RefusedRows
  /** Whether spaces and tabs around the content of a cell are no part of it. */
  readonly trim: boolean
}

/**
 * Reports the refused rows of a block, its faults among them, in the order of the file.
 *
 * @returns 1 for each row that has cells and is refused
 */
export function reportRefusals(block: CellBlock, refusals: readonly Refusal[], { refused, trim }: ReportRefusalsOptions): Uint8Array {
  const marked = new Uint8Array(block.rowCount)
  const byRow = new Map<number, Refusal[]>()
  for (const refusal of refusals) {
    marked[refusal.row] = 1
    const known = byRow.get(refusal.row)
    if (known === undefined) byRow.set(refusal.row, [refusal])
    else known.push(refusal)
  }
  const { bytes, width, edges, faults } = block
  const rows = [...byRow].map(([row, found]) => {
    const start = edges[row * (width + 1)]! + 1
    const end = edges[row * (width + 1) + width]!
    return { start, end, issues: () => found.map((refusal) => issueOf(block, refusal, trim)) }
  })
  const faulty = faults.map(({ start, end, line, reason }) => {
    return { start, end, issues: () => [{ line, column: null, value: bytes.toString('utf8', start, end), reason }] }
  })
  for (const { start, end, issues } of [...rows, ...faulty].sort((a, b) => a.start - b.start)) {
    refused.add(() => bytes.toString('utf8', start, end), issues)
  }
  return marked
}

/** The line is the one on which the value begins: quoted cells before it may hold line ends. */
function issueOf({ bytes, width, edges, rowLines }: CellBlock, { row, column, cell, reason }: Refusal, trim: boolean): CsvIssue {
  const edge = row * (width + 1)
  const rowStart = edges[edge]! + 1
  const line = rowLines[row]!
  if (column === null) return { line, column, value: bytes.toString('utf8', rowStart, edges[edge + width]!), reason }
  const start = edges[edge + cell]! + 1
  const value = cellText(cellContent(bytes, start, edges[edge + cell + 1]!, trim))
  return { line: line + countLineEnds(bytes, rowStart, start), column, value, reason }
}
