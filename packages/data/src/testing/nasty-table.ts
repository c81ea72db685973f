import { type Column, type NumberColumn, parseDay, parseInstant, type Random, type StringColumn, schemaOf, seededRandom, Table } from '@millrace/core'
import { z } from 'zod'
import { edgeDays, edgeInstants, edgeIntegers, edgeNumbers, hugeNumbers } from './nasty-numbers.ts'
import { seenTexts, unseenTexts } from './nasty-texts.ts'

/**
 * The columns of {@link nastyTable}, one or more of every kind, each holding null besides what its name says.
 *
 * `huge` overflows where it is added or squared; `constant` is 0.1 throughout; `count` is mostly 0; `identifier` has 5,000 distinct values; `target` is 0, 1 or unknown, and `fold` 0 to 4.
 *
 * @category Testing
 * @since 0.1.0
 */
export const Nasty = z.object({
  number: z.number().nullable(),
  huge: z.number().nullable(),
  constant: z.number().nullable(),
  integer: z.int().nullable(),
  count: z.int().nullable(),
  boolean: z.boolean().nullable(),
  string: z.string().nullable(),
  identifier: z.string().nullable(),
  category: z.enum(['low', 'high', 'null', 'other', '']).nullable(),
  day: z.iso.date().nullable(),
  instant: z.iso.datetime().nullable(),
  target: z.int().min(0).max(1).nullable(),
  fold: z.int().min(0).max(4),
})

/**
 * One row of {@link nastyTable}.
 *
 * @category Testing
 * @since 0.1.0
 */
export type NastyRow = z.output<typeof Nasty>

/**
 * Which rows of {@link nastyTable} are fitted on.
 *
 * @category Testing
 * @since 0.1.0
 */
export type NastyVariant = 'all rows' | 'one row' | 'no row' | 'all null'

/** The variants, the ordinary one first. */
export const nastyVariants: readonly NastyVariant[] = Object.freeze(['all rows', 'one row', 'no row', 'all null'])

/**
 * Rows to fit on, and rows to apply to what was fitted.
 *
 * @category Testing
 * @since 0.1.0
 */
export interface NastyTables {
  /** Rows to fit on. */
  readonly fit: Table<NastyRow>
  /** The same rows and, in the variant `all rows`, 600 that hold strings and numbers which fitting does not see. */
  readonly apply: Table<NastyRow>
}

const fitRows = 5_400
const applyRows = 6_000
const identifiers = 5_000
const nullRows = 60

/**
 * A table of what breaks transforms: null, unseen values, categories called `null`, `other` and `__proto__`, the empty string beside null, quotes, line breaks, text
 * that sorts differently by UTF-16 than by code points, -0, 5e-324, 1e15, 1e308, integers near 2^53, days before the epoch and at leap days, a constant column,
 * ties, and 5,000 distinct identifiers.
 *
 * @param variant - all rows, or what is left of them: one row without null, no row, 60 rows of null (`target` and `fold` excepted)
 * @returns the same tables at every call
 * @example
 * ```ts
 * import { nastyTable } from '@millrace/data/testing'
 *
 * nastyTable().fit.rowCount // => 5400
 * nastyTable('one row').apply.row(0).category // => 'high'
 * ```
 * @category Testing
 * @since 0.1.0
 */
export function nastyTable(variant: NastyVariant = 'all rows'): NastyTables {
  allRows ??= createAllRows()
  const { fit, apply } = allRows
  if (variant === 'all rows') return allRows
  const rows = variant === 'one row' ? fit.slice(0, 1) : variant === 'no row' ? fit.slice(0, 0) : allNull(apply.slice(0, nullRows))
  return Object.freeze({ fit: rows, apply: rows })
}

let allRows: NastyTables | undefined

function createAllRows(): NastyTables {
  const columns: Readonly<Record<keyof NastyRow, Column>> = {
    number: numbers(1, edgeNumbers, (random) => random.normal() * 10),
    huge: numbers(2, hugeNumbers, (random) => random.normal() * 1e307),
    constant: numbers(3, [0.1], () => 0.1),
    integer: numbers(4, edgeIntegers, (random) => random.integer(2_000) - 1_000),
    count: numbers(5, [0, 1, 2, 3, 100], (random) => Math.max(0, random.integer(10) - 6)),
    boolean: numbers(6, [1, 0], (random) => random.integer(2)),
    string: strings(7, seenTexts, unseenTexts, (random) => seenTexts[random.integer(seenTexts.length)]!),
    identifier: strings(8, Array.from({ length: identifiers }, (_, i) => `id-${i}`), [], (random, row) => `id-${row < fitRows ? random.integer(identifiers) : row}`),
    category: strings(9, ['high', 'low', 'null', 'other', ''], [], (random) => ['high', 'high', 'low', 'null', 'other', ''][random.integer(6)]!),
    day: numbers(10, edgeDays.map(parseDay), (random) => random.integer(40_000) - 10_000),
    instant: numbers(11, edgeInstants.map(parseInstant), (random) => random.integer(2 ** 32) * 1_000 - 1e12 + random.integer(1_000)),
    target: numbers(12, [1, 0], (random) => random.integer(2)),
    fold: { type: 'number', values: Float64Array.from({ length: applyRows }, (_, row) => (row * 7) % 5) },
  }
  const apply = new Table(schemaOf(Nasty), new Map(Object.entries(columns)))
  return Object.freeze({ fit: apply.slice(0, fitRows), apply })
}

/** The edges come first and now and then again; the first row is never null. */
function numbers(seed: number, edges: readonly number[], draw: (random: Random) => number): NumberColumn {
  const random = seededRandom(seed)
  const values = Float64Array.from({ length: applyRows }, (_, row) => {
    if (row < edges.length) return edges[row]!
    if (random.integer(20) === 0) return Number.NaN
    return random.integer(4) === 0 ? edges[random.integer(edges.length)]! : draw(random)
  })
  return { type: 'number', values }
}

function strings(seed: number, seen: readonly string[], unseen: readonly string[], draw: (random: Random, row: number) => string): StringColumn {
  const random = seededRandom(seed)
  const dictionary = new Map<string, number>()
  const encode = (text: string) => {
    const code = dictionary.get(text) ?? dictionary.size
    dictionary.set(text, code)
    return code
  }
  const codes = Int32Array.from({ length: applyRows }, (_, row) => {
    const edge = row < fitRows ? seen[row] : unseen[row - fitRows]
    if (edge !== undefined) return encode(edge)
    return random.integer(20) === 0 ? -1 : encode(draw(random, row))
  })
  return { type: 'string', codes, dictionary: Object.freeze([...dictionary.keys()]) }
}

function allNull(table: Table<NastyRow>): Table<NastyRow> {
  const columns = table.schema.columns.map(({ name }): [string, Column] => {
    const column = table.column(name as keyof NastyRow)
    if (name === 'target' || name === 'fold') return [name, column]
    const values = { number: new Float64Array(table.rowCount).fill(Number.NaN), string: new Int32Array(table.rowCount).fill(-1) }
    return [name, column.type === 'number' ? { type: 'number', values: values.number } : { ...column, codes: values.string }]
  })
  return new Table(table.schema, new Map(columns))
}
