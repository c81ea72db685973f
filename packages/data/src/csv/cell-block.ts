import { isBlank, quote } from './bytes.ts'

/** A row whose structure is broken: it has no cells, only its place. */
export interface RowFault {
  /** Offset of the first byte. */
  readonly start: number
  /** Offset after the last byte, the line end excluded. */
  readonly end: number
  /** Physical line of the first byte. */
  readonly line: number
  /** Cells found. */
  readonly cells: number
  /** What is wrong. */
  readonly reason: string
}

/**
 * The cells of some whole rows as offsets into one buffer; reused for the next rows.
 *
 * Row `r` owns the edges from `r * (width + 1)`: the offset before the row, then the offset of the byte that ends each cell. So cell `c` is written from
 * `edges[e] + 1` up to `edges[e + 1]`, where `e = r * (width + 1) + c`.
 */
export interface CellBlock {
  /** Holds the rows; only valid until the next block. */
  readonly bytes: Buffer
  /** Cells a row. */
  readonly width: number
  /** Where cells begin and end. */
  readonly edges: Int32Array
  /** Physical line on which each row begins. */
  readonly rowLines: Float64Array
  /** Rows found. */
  readonly rowCount: number
  /** Rows that have no cells because their structure is broken. */
  readonly faults: readonly RowFault[]
}

/** What a cell holds, in bytes. */
export interface CellContent {
  /** Holds the content. */
  readonly bytes: Buffer
  /** Offset of the first byte. */
  readonly start: number
  /** Offset after the last byte. */
  readonly end: number
  /** Whether it is written between quotes. */
  readonly quoted: boolean
}

/** The content of the cell that is written between two offsets: without its quotes, doubled quotes halved. */
export function cellContent(bytes: Buffer, from: number, to: number, trim: boolean): CellContent {
  let start = from
  let end = to
  if (trim) {
    while (start < end && isBlank(bytes[start]!)) start++
    while (end > start && isBlank(bytes[end - 1]!)) end--
  }
  if (start === end || bytes[start] !== quote) return { bytes, start, end, quoted: false }
  start++
  end--
  const inner = bytes.indexOf(quote, start)
  if (inner === -1 || inner >= end) return { bytes, start, end, quoted: true }
  const halved = Buffer.from(bytes.toString('utf8', start, end).replaceAll('""', '"'))
  return { bytes: halved, start: 0, end: halved.length, quoted: true }
}

/** The text of a cell's content. */
export function cellText({ bytes, start, end }: CellContent): string {
  return bytes.toString('utf8', start, end)
}

/** The texts of the cells of a row. */
export function rowTexts({ bytes, width, edges }: CellBlock, row: number, trim: boolean): string[] {
  const edge = row * (width + 1)
  return Array.from({ length: width }, (_, cell) => cellText(cellContent(bytes, edges[edge + cell]! + 1, edges[edge + cell + 1]!, trim)))
}
