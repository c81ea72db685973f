import { type Column, type NumberColumn, parseDay, parseInstant, type Random, type StringColumn, seededRandom } from '@millrace/core'
import { edgeDays, edgeInstants, edgeIntegers, edgeNumbers, hugeNumbers } from './nasty-numbers.ts'
import type { NastyRow } from './nasty-row.ts'
import { seenTexts, unseenTexts } from './nasty-texts.ts'

/** How many rows the columns have, how many of them are fitted on, and how many identifiers these hold. */
interface Sizes {
  readonly applyRows: number
  readonly fitRows: number
  readonly identifiers: number
}

/** The columns of the nasty table, each from a seed of its own. */
export function nastyColumns({ applyRows, fitRows, identifiers }: Sizes): Readonly<Record<keyof NastyRow, Column>> {
  const numbers = numbersIn(applyRows)
  const strings = stringsIn(applyRows, fitRows)
  const names = Array.from({ length: identifiers }, (_, i) => `id-${i}`)
  const categories = ['high', 'low', 'null', 'other', '']
  return {
    number: numbers(1, edgeNumbers, (random) => random.normal() * 10),
    huge: numbers(2, hugeNumbers, (random) => random.normal() * 1e307),
    constant: numbers(3, [0.1], () => 0.1),
    integer: numbers(4, edgeIntegers, (random) => random.integer(2_000) - 1_000),
    count: numbers(5, [0, 1, 2, 3, 100], (random) => Math.max(0, random.integer(10) - 6)),
    boolean: numbers(6, [1, 0], (random) => random.integer(2)),
    string: strings(7, { seen: seenTexts, unseen: unseenTexts, draw: (random) => pick(random, seenTexts) }),
    identifier: strings(8, { seen: names, unseen: [], draw: (random, row) => (row < fitRows ? pick(random, names) : `id-${row}`) }),
    category: strings(9, { seen: categories, unseen: [], draw: (random) => pick(random, categories) }),
    day: numbers(10, edgeDays.map(parseDay), (random) => random.integer(40_000) - 10_000),
    instant: numbers(11, edgeInstants.map(parseInstant), (random) => random.integer(2 ** 32) * 1_000 - 1e12 + random.integer(1_000)),
    target: numbers(12, [1, 0], (random) => random.integer(2)),
    fold: { type: 'number', values: Float64Array.from({ length: applyRows }, (_, row) => (row * 7) % 5) },
  }
}

const pick = <T>(random: Random, values: readonly T[]): T => values[random.integer(values.length)]!
const isNull = (random: Random) => random.integer(20) === 0

/** The edges come first, so that the first row is never null, and then now and again. */
const numbersIn =
  (rows: number) =>
  (seed: number, edges: readonly number[], draw: (random: Random) => number): NumberColumn => {
    const random = seededRandom(seed)
    const numberAt = (row: number) => {
      if (row < edges.length) return edges[row]!
      if (isNull(random)) return Number.NaN
      return random.integer(4) === 0 ? pick(random, edges) : draw(random)
    }
    return { type: 'number', values: Float64Array.from({ length: rows }, (_, row) => numberAt(row)) }
  }

interface Texts {
  /** What the first rows hold. */
  readonly seen: readonly string[]
  /** What the first rows after those that are fitted on hold. */
  readonly unseen: readonly string[]
  readonly draw: (random: Random, row: number) => string
}

const stringsIn =
  (rows: number, fitRows: number) =>
  (seed: number, { seen, unseen, draw }: Texts): StringColumn => {
    const random = seededRandom(seed)
    const dictionary = new Map<string, number>()
    const encode = (text: string) => {
      const code = dictionary.get(text) ?? dictionary.size
      dictionary.set(text, code)
      return code
    }
    const codeAt = (row: number) => {
      const edge = row < fitRows ? seen[row] : unseen[row - fitRows]
      if (edge !== undefined) return encode(edge)
      return isNull(random) ? -1 : encode(draw(random, row))
    }
    return {
      type: 'string',
      codes: Int32Array.from({ length: rows }, (_, row) => codeAt(row)),
      dictionary: Object.freeze([...dictionary.keys()]),
    }
  }
