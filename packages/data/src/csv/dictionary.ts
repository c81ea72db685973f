/** V8's arrays and the offsets below end here. */
const greatestSize = 2 ** 26
const greatestBytes = 2 ** 31 - 1

/** Up to this length bytes are their own key: two words. */
const shortLength = 8
/** What a short string leaves of the first four bytes, and of the next four, by its length. */
const headMasks = /* @__PURE__ */ Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1, -1, -1, -1, -1)
const tailMasks = /* @__PURE__ */ Int32Array.of(0, 0, 0, 0, 0, 0xff, 0xffff, 0xffffff, -1)
/** Numbers a slot: key (head, tail and length), and code + 1, or 0 where the slot is free. */
const slotSize = 4

/**
 * Distinct byte strings, numbered from 0 in the order in which they come: cells become codes, and only distinct ones ever become strings.
 *
 * A hash table with open addressing. Up to 8 bytes are their own key and need no comparison; longer strings have a hash for it, and are compared.
 */
export class Dictionary {
  #size = 0
  /** Never more than half full, so that probing stays short. */
  #slots = new Int32Array(256 * slotSize)
  /** The bytes of a code lie from `#offsets[code]` to `#offsets[code + 1]`. */
  #offsets = new Int32Array(129)
  #bytes: Buffer = Buffer.alloc(4096)
  #knownView: DataView = viewOf(this.#bytes)
  #given = this.#bytes
  #view: DataView = this.#knownView
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
    return this.#codeOf(bytes, start, end, true)
  }

  /** The code of the bytes, or -1 where they are not known. */
  find(bytes: Buffer, start: number, end: number): number {
    return this.#codeOf(bytes, start, end, false)
  }

  /** The code of 1 to 8 bytes that are given as two words, the bytes beyond their length being 0; -1 where they are not known. */
  findShort(head: number, tail: number, length: number): number {
    const slots = this.#slots
    const mask = slots.length - slotSize
    for (let slot = this.#firstSlot(head, tail, length) & mask; ; slot = (slot + slotSize) & mask) {
      const code = slots[slot + 3]! - 1
      if (code < 0 || (slots[slot] === head && slots[slot + 1] === tail && slots[slot + 2] === length)) return code
    }
  }

  /** The text of a code. */
  text(code: number): string {
    return this.#bytes.toString('utf8', this.#offsets[code]!, this.#offsets[code + 1]!)
  }

  /** All texts, by code. */
  texts(): string[] {
    const texts = new Array<string>(this.#size)
    for (let code = 0; code < texts.length; code++) texts[code] = this.text(code)
    return texts
  }

  #codeOf(bytes: Buffer, start: number, end: number, add: boolean): number {
    const length = end - start
    const isShort = length <= shortLength
    if (isShort && start + shortLength > bytes.length) return this.#codeOf(padded(bytes, start, end), 0, length, add)
    if (bytes !== this.#given) {
      this.#given = bytes
      this.#view = viewOf(bytes)
    }
    const view = this.#view
    const head = isShort ? view.getInt32(start, true) & headMasks[length]! : hashWords(view, start, end, this.#seed)
    const tail = isShort ? view.getInt32(start + 4, true) & tailMasks[length]! : 0
    const slots = this.#slots
    const mask = slots.length - slotSize
    for (let slot = this.#firstSlot(head, tail, length) & mask; ; slot = (slot + slotSize) & mask) {
      const code = slots[slot + 3]! - 1
      if (code < 0) return add ? this.#add(slot, head, tail, bytes, start, end) : -1
      const sameKey = slots[slot] === head && slots[slot + 1] === tail && slots[slot + 2] === length
      if (sameKey && (isShort || this.#equals(code, view, start, length))) return code
    }
  }

  #firstSlot(head: number, tail: number, length: number): number {
    const hash = Math.imul(head ^ this.#seed, 0x9e3779b1) ^ Math.imul(tail + length, 0x85ebca6b)
    return Math.imul(hash ^ (hash >>> 15), slotSize)
  }

  #equals(code: number, view: DataView, start: number, length: number): boolean {
    const offset = this.#offsets[code]!
    const known = this.#knownView
    const last = length - 4
    for (let at = 0; at < last; at += 4) if (known.getInt32(offset + at) !== view.getInt32(start + at)) return false
    return known.getInt32(offset + last) === view.getInt32(start + last)
  }

  #add(slot: number, head: number, tail: number, bytes: Buffer, start: number, end: number): number {
    const code = this.#size
    const offset = this.#offsets[code]!
    const after = offset + end - start
    if (code === greatestSize || after > greatestBytes) return -1
    if (after > this.#bytes.length) {
      this.#bytes = copied(this.#bytes, Buffer.allocUnsafe(2 * after))
      this.#knownView = viewOf(this.#bytes)
    }
    if (code + 2 > this.#offsets.length) this.#offsets = copied(this.#offsets, new Int32Array(2 * this.#offsets.length))
    const known = this.#bytes
    for (let from = start, to = offset; from < end; from++) known[to++] = bytes[from]!
    this.#offsets[code + 1] = after
    const slots = this.#slots
    slots[slot] = head
    slots[slot + 1] = tail
    slots[slot + 2] = end - start
    slots[slot + 3] = ++this.#size
    if (2 * slotSize * this.#size > slots.length) this.#growSlots()
    return code
  }

  #growSlots(): void {
    const old = this.#slots
    const slots = new Int32Array(2 * old.length)
    const mask = slots.length - slotSize
    for (let from = 0; from < old.length; from += slotSize) {
      if (old[from + 3] === 0) continue
      let slot = this.#firstSlot(old[from]!, old[from + 1]!, old[from + 2]!) & mask
      while (slots[slot + 3] !== 0) slot = (slot + slotSize) & mask
      for (let i = 0; i < slotSize; i++) slots[slot + i] = old[from + i]!
    }
    this.#slots = slots
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Buffer) => new DataView(buffer, byteOffset, byteLength)

/** A copy that can be read beyond the end. */
function padded(bytes: Buffer, start: number, end: number): Buffer {
  const copy = Buffer.alloc(shortLength)
  bytes.copy(copy, 0, start, end)
  return copy
}

/** A hash of more than four bytes by words; the last may overlap the one before. */
function hashWords(view: DataView, start: number, end: number, seed: number): number {
  let hash = seed
  for (let at = start; at < end - 4; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1)
    hash ^= hash >>> 15
  }
  hash = Math.imul(hash ^ view.getInt32(end - 4, true), 0x9e3779b1)
  return hash ^ (hash >>> 13)
}

/** The larger array, with the values of the smaller one at its front. */
function copied<Values extends Int32Array | Buffer>(values: Values, larger: Values): Values {
  larger.set(values)
  return larger
}
