import { type CellBlock, cellContent, cellText, type RowFault } from './cell-block.ts'
import { ColumnProfile } from './column-profile.ts'
import { csvError } from './csv-error.ts'
import type { NullTexts } from './null-texts.ts'
import type { RowHandler, RowsShape } from './row-reader.ts'
import type { RowsStart } from './rows-start.ts'

/** How rows are looked at. */
export interface RowProfilerOptions {
  /** What messages call the file. */
  readonly name: string
  /** Whether spaces and tabs around the content of a cell are no part of it. */
  readonly trim: boolean
  /** What is null. */
  readonly nulls: NullTexts
  /** Whether it is null between quotes in text columns too. */
  readonly quotedNulls: boolean
  /** Most rows that are looked at. */
  readonly mostRows: number
}

/** Profiles every column of a file whose columns are not known. */
export class RowProfiler implements RowHandler {
  /** The columns, in the order of the file. */
  columns: readonly ColumnProfile[] = []
  /** Rows that were looked at. */
  rowCount = 0
  /** Rows whose structure is broken. */
  faultCount = 0
  /** The first of them. */
  firstFault: RowFault | undefined
  readonly #options: RowProfilerOptions

  constructor(options: RowProfilerOptions) {
    this.#options = options
  }

  /** Whether no more rows are needed. */
  get isFull(): boolean {
    return this.rowCount >= this.#options.mostRows
  }

  begin({ names, cells, firstLine }: RowsStart): RowsShape {
    const known = names ?? Array.from({ length: cells }, (_, cell) => `column_${cell + 1}`)
    const twice = known.find((name, cell) => known.indexOf(name) < cell)
    if (twice !== undefined) {
      const place = { name: this.#options.name, line: firstLine }
      throw csvError('E_CSV_COLUMN_DUPLICATE', place, `there are two columns '${twice}'; rename one of them`, { column: twice })
    }
    this.columns = known.map((name) => new ColumnProfile(name))
    return { width: known.length, keepBlank: this.#options.nulls.empty }
  }

  rows(block: CellBlock): void {
    const rowCount = Math.min(block.rowCount, this.#options.mostRows - this.rowCount)
    this.columns.forEach((column, cell) => {
      for (let row = 0; row < rowCount; row++) this.#add(column, block, row * (block.width + 1) + cell)
    })
    this.rowCount += rowCount
    this.faultCount += block.faults.length
    this.firstFault ??= block.faults[0]
  }

  #add(column: ColumnProfile, { bytes, edges }: CellBlock, edge: number): void {
    const { trim, nulls, quotedNulls } = this.#options
    const content = cellContent(bytes, edges[edge]! + 1, edges[edge + 1]!, trim)
    if (!nulls.has(content.bytes, content.start, content.end)) column.add(content.bytes, content.start, content.end)
    else if (content.quoted && !quotedNulls) column.addQuotedNull(cellText(content))
    else column.nulls++
  }
}
