import { constants } from 'node:buffer'

/** Beyond these, V8's arrays and buffers end. */
const greatestSize = 2 ** 27 - 8
const greatestBytes = constants.MAX_LENGTH / 2

/** Keeps the first bytes of a word, by their number. */
const masks = /* @__PURE__ */ Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1)
/** Numbers a slot: two words that stand for the bytes, their length, and code + 1 (0 where the slot is free). */
const slotLength = 4

/**
 * Distinct byte strings, numbered from 0 in the order in which they come: cells become codes, and only distinct ones ever become strings.
 *
 * A hash table with open addressing. Up to 8 bytes are two words and need no further comparison; longer ones are two hashes of their words, and are compared.
 */
export class Dictionary {
  #size = 0
  #slots = new Int32Array(256 * slotLength)
  /** The bytes of a code lie from `#offsets[code]` to `#offsets[code + 1]`. */
  #offsets = new Float64Array(128)
  #known = new ByteStore()
  /** Differs between dictionaries, so that no file can be made of strings that collide in all of them. */
  readonly #seed = Math.floor(Math.random() * 2 ** 32) | 0
}
