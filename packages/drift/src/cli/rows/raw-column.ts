import { type Column, type ColumnKind, isText, parseDay, parseInstant } from '@millrace/core'

/** A column read from JSON: what its values mean, as far as they say, and the values. */
export interface ReadColumn {
  readonly kind: ColumnKind
  readonly column: Column
}

/** What values were seen: one kind, or several that only text has room for. */
type Seen = 'nothing' | 'number' | 'boolean' | 'text' | 'mixed'

/**
 * Gathers the values of one JSON field in typed arrays: numbers and booleans as numbers, text by a dictionary. Where the kinds are mixed all of them become
 * text, and so do lists and objects, which have no distribution to compare.
 */
export class RawColumn {
  #seen: Seen = 'nothing'
  /** Of numbers and booleans; NaN is null. */
  #numbers = new Float64Array(0)
  /** Of text; -1 is null. */
  #codes = new Int32Array(0)
  #length = 0
  #integers = true
  readonly #dictionary: string[] = []
  readonly #codeOf = new Map<string, number>()
  /** Whether lists or objects were among the values. */
  nested = false
  /** Row of the first value of another kind than those before it; null where all are of one. */
  mixedAt: number | null = null

  /** Sets the value of a row, from 0 on and ascending; rows between are null. */
  set(row: number, value: unknown): void {
    if (value === null || value === undefined) return
    const kind = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text'
    if (typeof value === 'object') this.nested = true
    this.#turnTo(kind, row)
    if (this.#seen === 'number' || this.#seen === 'boolean') {
      const number = Number(value)
      this.#integers &&= Number.isSafeInteger(number)
      this.#numbers = withRoom(this.#numbers, row)
      this.#numbers[row] = number + 0
    } else {
      this.#codes = withRoom(this.#codes, row)
      this.#codes[row] = this.#encode(typeof value === 'object' ? '{…}' : String(value))
    }
    this.#length = row + 1
  }

  /** The column of so many rows. What does not fit the kind that is wanted is given so that it cannot be taken for it. */
  finish(rows: number, wanted?: ColumnKind): ReadColumn {
    const numbers = withRoom(this.#numbers, rows).subarray(0, rows)
    switch (this.#seen) {
      case 'nothing':
        return wanted === undefined || isText(wanted) ? this.#text(rows, wanted ?? 'string') : numeric(wanted, numbers)
      case 'number':
        if (wanted === 'boolean' || wanted === 'day' || wanted === 'instant') return this.#asText(rows)
        return numeric(this.#integers ? 'integer' : 'number', numbers)
      case 'boolean':
        return wanted === 'number' || wanted === 'integer' || wanted === 'day' || wanted === 'instant'
          ? this.#asText(rows)
          : numeric('boolean', numbers)
      case 'mixed':
        return this.#text(rows, 'string')
      case 'text':
        return wanted !== undefined && isText(wanted) ? this.#text(rows, wanted) : (this.#times(rows, wanted) ?? this.#text(rows, 'string'))
    }
  }

  /** Text that says a day or an instant throughout, where nothing else is wanted. */
  #times(rows: number, wanted: ColumnKind | undefined): ReadColumn | null {
    for (const [kind, parse] of times) {
      if (wanted !== undefined && wanted !== kind) continue
      const parsed = Float64Array.from(this.#dictionary, parse)
      if (parsed.every((time) => !Number.isNaN(time))) {
        const codes = withRoom(this.#codes, rows).subarray(0, rows)
        return numeric(
          kind,
          Float64Array.from(codes, (code) => (code < 0 ? Number.NaN : parsed[code]!)),
        )
      }
    }
    return null
  }

  #asText(rows: number): ReadColumn {
    this.#turnToText(rows)
    return this.#text(rows, 'string')
  }

  #text(rows: number, kind: ColumnKind): ReadColumn {
    return { kind, column: { type: 'string', codes: withRoom(this.#codes, rows).subarray(0, rows), dictionary: this.#dictionary } }
  }

  #turnTo(kind: Seen, row: number): void {
    if (this.#seen === kind || this.#seen === 'mixed') return
    if (this.#seen === 'nothing') {
      this.#seen = kind
      return
    }
    this.mixedAt = row
    if (this.#seen !== 'text') this.#turnToText(this.#length)
    this.#seen = 'mixed'
  }

  #turnToText(rows: number): void {
    const write = this.#seen === 'boolean' ? (value: number) => String(value === 1) : String
    this.#codes = withRoom(this.#codes, rows)
    for (let row = 0; row < rows; row++) {
      const value = this.#numbers[row]!
      if (!Number.isNaN(value)) this.#codes[row] = this.#encode(write(value))
    }
  }

  #encode(text: string): number {
    const code = this.#codeOf.get(text) ?? this.#dictionary.push(text) - 1
    this.#codeOf.set(text, code)
    return code
  }
}

const times: readonly [ColumnKind, (text: string) => number][] = [
  ['day', parseDay],
  ['instant', parseInstant],
]

const numeric = (kind: ColumnKind, values: Float64Array): ReadColumn => ({ kind, column: { type: 'number', values } })

/** The same values in an array with room for a row, in which what is not set is null. */
function withRoom<Values extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(values: Values, row: number): Values {
  if (row < values.length) return values
  const size = Math.max(1024, 2 * row)
  const larger = values instanceof Float64Array ? new Float64Array(size).fill(Number.NaN) : new Int32Array(size).fill(-1)
  larger.set(values)
  return larger as Values
}
