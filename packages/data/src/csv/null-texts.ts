/** Tells the cells that stand for null. */
export class NullTexts {
  /** Whether an empty cell is null. */
  readonly empty: boolean
  readonly #texts: readonly Buffer[]

  constructor(texts: readonly string[]) {
    this.empty = texts.includes('')
    this.#texts = texts.filter((text) => text !== '').map((text) => Buffer.from(text))
  }

  /** Whether the bytes are one of the texts. */
  has(bytes: Buffer, start: number, end: number): boolean {
    if (start === end) return this.empty
    for (const text of this.#texts) {
      if (text.length === end - start && text.compare(bytes, start, end) === 0) return true
    }
    return false
  }
}
