import type { Column, ColumnKind, StringColumn } from '@millrace/core'
import { countLevels } from '../../profile/count-levels.ts'
import type { TwoCounts } from '../../tests/two-counts.ts'
import { type SortedSamples, sortSamples } from '../../tests/two-samples.ts'
import { Failure } from '../failure.ts'

/** A column as Evidently sees it: nulls and infinities dropped, counted by value. */
export interface EvidentlyColumn {
  readonly type: 'number' | 'category'
  /** Finite values of a number column, ascending. */
  readonly sorted: SortedSamples | null
  /** Rows by value; of number columns only where they have at most five. */
  readonly counts: TwoCounts | null
  readonly sizes: { readonly reference: number; readonly current: number }
}

/** An integer without nulls and with at most so many current values is a category. */
const mostIntegers = 10
/** A number with at most so many values on both sides is tested like a category. */
const mostDiscrete = 5
/** Text with more distinct current values a row than this is free text. */
const freeText = 0.5

interface Sides {
  readonly kind: ColumnKind
  readonly reference: Column | undefined
  readonly current: Column | undefined
}

/** Evidently infers types from the current rows; what it does not test at all is a failure here. */
export function evidentlyColumn({ kind, reference, current }: Sides): EvidentlyColumn {
  if (kind === 'day' || kind === 'instant') throw new Failure("Evidently tests no dates; leave the column out of the monitor's columns")
  if (reference?.type === 'string' && current?.type === 'string') return textColumn(reference, current)
  if (reference?.type !== 'number' || current?.type !== 'number') throw new Failure('the sides are of two types')
  const sorted = finite(sortSamples({ reference: reference.values, current: current.values }))
  const category = kind === 'boolean' || (kind === 'integer' && isCategory(sorted.current, current.values.length))
  if (sorted.reference.length === 0) throw new Failure('all reference values are null or infinite')
  if (sorted.current.length === 0) throw new Failure('all current values are null or infinite')
  const counts = countsByValue(sorted, category ? Number.POSITIVE_INFINITY : mostDiscrete)
  return {
    type: category ? 'category' : 'number',
    sorted: category ? null : sorted,
    counts,
    sizes: { reference: sorted.reference.length, current: sorted.current.length },
  }
}

function textColumn(reference: StringColumn, current: StringColumn): EvidentlyColumn {
  const now = countLevels(current)
  const before = countLevels(reference)
  const sizes = { reference: reference.codes.length - before.nulls, current: current.codes.length - now.nulls }
  if (now.levels.length > freeText * sizes.current) {
    throw new Failure(
      "Evidently takes a column of mostly distinct texts for free text, whose classifier is not here; leave it out of the monitor's columns",
    )
  }
  const rows = new Map<string, [number, number]>(before.levels.map(({ level, count }) => [level, [count, 0]]))
  for (const { level, count } of now.levels) rows.set(level, [rows.get(level)?.[0] ?? 0, count])
  const cells = [...rows.values()]
  return { type: 'category', sorted: null, sizes, counts: { reference: cells.map(([n]) => n), current: cells.map(([, m]) => m) } }
}

function finite({ reference, current }: SortedSamples): SortedSamples {
  const inner = (values: Float64Array) => values.filter(Number.isFinite)
  return { reference: inner(reference), current: inner(current) }
}

/** A column of whole numbers with a null or an infinity is one of floating-point numbers to pandas. */
function isCategory(sorted: Float64Array, rows: number): boolean {
  return sorted.length === rows && countsByValue({ reference: sorted, current: new Float64Array() }, mostIntegers) !== null
}

/** Rows by value on both sides; null where there are more values than `most`. */
function countsByValue({ reference, current }: SortedSamples, most: number): TwoCounts | null {
  const counts: { reference: number[]; current: number[] } = { reference: [], current: [] }
  let i = 0
  let j = 0
  while (i < reference.length || j < current.length) {
    if (counts.reference.length === most) return null
    const value = Math.min(reference[i] ?? Number.POSITIVE_INFINITY, current[j] ?? Number.POSITIVE_INFINITY)
    const [from, since] = [i, j]
    while (reference[i] === value) i++
    while (current[j] === value) j++
    counts.reference.push(i - from)
    counts.current.push(j - since)
  }
  return counts
}
