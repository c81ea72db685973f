import { constants } from 'node:buffer'

const fnvPrime = 16777619
/** Beyond these, V8's arrays and buffers end. */
const greatestSize = 2 ** 27 - 8
const greatestBytes = constants.MAX_LENGTH / 2

/** Distinct byte strings, numbered from 0 in the order in which they come: cells become codes, and only distinct ones ever become strings. */
export class Dictionary {
  #size = 0
  /** Two numbers a slot, hash and code + 1 (0 where free); never more than half full, so that probing ends. */
  #slots = new Int32Array(512)
  /** The bytes of a code lie from `#offsets[code]` to `#offsets[code + 1]`. */
  #offsets = new Float64Array(128)
  #bytes = Buffer.allocUnsafe(2048)
  /** Differs between dictionaries, so that no file can be made of strings that collide in all of them. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32) | 0

  constructor(texts: readonly string[] = []) {
    for (const text of texts) {
      const bytes = Buffer.from(text)
      this.intern(bytes, 0, bytes.length)
    }
  }

  /** Number of distinct strings. */
  get size(): number {
    return this.#size
  }

  /** The code of the bytes, which are added where they are new, or -1 where they are new and there is no room. */
  intern(bytes: Buffer, start: number, end: number): number {
    const hash = this.#hash(bytes, start, end)
    const slot = this.#slotOf(hash, bytes, start, end)
    const code = this.#slots[slot + 1]! - 1
    return code >= 0 ? code : this.#add(slot, hash, bytes, start, end)
  }

  /** The code of the bytes, or -1 where they are not known. */
  find(bytes: Buffer, start: number, end: number): number {
    return this.#slots[this.#slotOf(this.#hash(bytes, start, end), bytes, start, end) + 1]! - 1
  }

  /** The text of a code. */
  text(code: number): string {
    return this.#bytes.toString('utf8', this.#offsets[code]!, this.#offsets[code + 1]!)
  }

  /** All texts, by code. */
  texts(): string[] {
    return Array.from({ length: this.#size }, (_, code) => this.text(code))
  }

  /** FNV-1a, its high bits folded into the low ones that choose the slot. */
  #hash(bytes: Buffer, start: number, end: number): number {
    let hash = this.#seed
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, fnvPrime)
    return hash ^ (hash >>> 15)
  }

  /** The slot that holds the bytes, or the free one where they belong. */
  #slotOf(hash: number, bytes: Buffer, start: number, end: number): number {
    const slots = this.#slots
    const mask = slots.length - 2
    let slot = (2 * hash) & mask
    for (;;) {
      const code = slots[slot + 1]! - 1
      if (code < 0 || (slots[slot] === hash && this.#equals(code, bytes, start, end))) return slot
      slot = (slot + 2) & mask
    }
  }

  #equals(code: number, bytes: Buffer, start: number, end: number): boolean {
    const known = this.#bytes
    let at = this.#offsets[code]!
    if (this.#offsets[code + 1]! - at !== end - start) return false
    for (let other = start; other < end; other++) if (known[at++] !== bytes[other]) return false
    return true
  }

  #add(slot: number, hash: number, bytes: Buffer, start: number, end: number): number {
    const code = this.#size
    const offset = this.#offsets[code]!
    const after = offset + end - start
    if (code === greatestSize || after > greatestBytes) return -1
    if (after > this.#bytes.length) this.#bytes = copied(this.#bytes, Buffer.allocUnsafe(2 * after))
    if (code + 2 > this.#offsets.length) this.#offsets = copied(this.#offsets, new Float64Array(2 * this.#offsets.length))
    const known = this.#bytes
    for (let from = start, to = offset; from < end; from++) known[to++] = bytes[from]!
    this.#offsets[code + 1] = after
    this.#slots[slot] = hash
    this.#slots[slot + 1] = code + 1
    this.#size++
    if (4 * this.#size > this.#slots.length) this.#growSlots()
    return code
  }

  #growSlots(): void {
    const old = this.#slots
    const slots = new Int32Array(2 * old.length)
    const mask = slots.length - 2
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue
      let slot = (2 * old[from]!) & mask
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask
      slots[slot] = old[from]!
      slots[slot + 1] = old[from + 1]!
    }
    this.#slots = slots
  }
}

/** The larger array, with the values of the smaller one at its front. */
function copied<Values extends Float64Array | Buffer>(values: Values, larger: Values): Values {
  larger.set(values)
  return larger
}
