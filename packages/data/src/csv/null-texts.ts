/** Tells the cells that stand for null. */
export class NullTexts {
  /** Whether an empty cell is null. */
  readonly empty: boolean
  /** Whether nothing but the empty cell may be. */
  readonly onlyEmpty: boolean
  /** Whether a text that is null may also be a number. */
  readonly mayBeNumbers: boolean
  readonly #texts: readonly Buffer[]

  constructor(texts: readonly string[]) {
    this.empty = texts.includes('')
    this.onlyEmpty = texts.every((text) => text === '')
    this.mayBeNumbers = texts.some((text) => /^[-+.\d]/.test(text))
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
