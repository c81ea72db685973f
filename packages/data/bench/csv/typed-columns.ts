import type { Column } from '@millrace/core'
import type { Table } from '@millrace/core'

/** What every reader of the benchmark ends in, column by column: float64 with NaN for null, or dictionary codes with -1 for null. */
export type TypedColumns = readonly Column[]

/** Grows by doubling, as any reader of a file of unknown length has to. */
export class ColumnSink {
  readonly #dictionary: Map<string, number> | null
  #values: Float64Array | Int32Array
  #length = 0

  /** @param categories - null for numbers; the values known beforehand for strings */
  constructor(categories: readonly string[] | null) {
    this.#dictionary = categories && new Map(categories.map((text, code) => [text, code]))
    this.#values = categories === null ? new Float64Array(1024) : new Int32Array(1024)
  }

  /** Adds the text of a cell. */
  push(text: string): void {
    if (this.#length === this.#values.length) this.reserve(1)
    this.#values[this.#length++] = this.#dictionary === null ? (text === '' ? Number.NaN : Number(text)) : text === '' ? -1 : this.codeOf(text)
  }
}
