import type { StatisticAnswer } from '../contracts/statistics-engine.ts'
import type { StatisticOf } from '../expression/statistic.ts'
import { cellOf } from '../machine/cell-of.ts'
import { compareCodePoints } from '../table/code-points.ts'
import type { StringColumn } from '../table/column.ts'
import { createMoments, type Moments } from './moments.ts'
import { quantilesOfSorted } from './quantiles.ts'

/** Takes the blocks of one statistic's numbers and answers at the end. */
export interface Accumulator {
  add(start: number, count: number): void
  answer(): StatisticAnswer
}

/** Where an accumulator finds its nodes: registers of numbers, and whole columns of strings. */
export interface NodeValues {
  numbers(node: number): Float64Array
  strings(node: number): StringColumn | null
  readonly rowCount: number
}

/** Makes the accumulator of one statistic; moments of one node are shared. */
export function accumulatorOf(statistic: StatisticOf<number>, values: NodeValues, moments: Map<number, Moments>): Accumulator {
  switch (statistic.stat) {
    case 'quantiles':
      return collectQuantiles(values.numbers(statistic.of), statistic.probabilities, values.rowCount)
    case 'topValues': {
      const strings = values.strings(statistic.of)
      return strings === null ? topNumbers(values.numbers(statistic.of), statistic.limit) : topStrings(strings, statistic.limit)
    }
    case 'sumBy':
      return sumByKey(values.strings(statistic.key)!, values.numbers(statistic.fold), values.numbers(statistic.of))
    case 'cells':
      return cellSums(values.numbers(statistic.of), statistic.edges, values.numbers(statistic.value))
    default: {
      const strings = values.strings(statistic.of)
      return strings === null ? moment(statistic, values, moments) : countStrings(statistic.stat, strings)
    }
  }
}

function moment(
  { stat, of }: { readonly stat: string; readonly of: number },
  values: NodeValues,
  shared: Map<number, Moments>,
): Accumulator {
  const found = shared.get(of)
  const state = found ?? createMoments()
  shared.set(of, state)
  const register = values.numbers(of)
  const orNull = (value: number) => (state.count === 0 ? null : value)
  const answers: Readonly<Record<string, () => number | null>> = {
    count: () => state.count,
    nulls: () => values.rowCount - state.count,
    mean: () => orNull(state.mean),
    stddevPop: () => orNull(Math.sqrt(state.squares / state.count)),
    minimum: () => orNull(state.minimum),
    maximum: () => orNull(state.maximum),
  }
  return { add: found === undefined ? (_, count) => state.add(register, count) : () => {}, answer: answers[stat]! }
}

function countStrings(stat: string, { codes }: StringColumn): Accumulator {
  let present = 0
  const add = (start: number, count: number) => {
    for (let row = start; row < start + count; row++) if (codes[row]! >= 0) present++
  }
  return { add, answer: () => (stat === 'count' ? present : codes.length - present) }
}

function collectQuantiles(register: Float64Array, probabilities: readonly number[], rowCount: number): Accumulator {
  const kept = new Float64Array(rowCount)
  let length = 0
  const add = (_: number, count: number) => {
    for (let i = 0; i < count; i++) {
      const x = register[i]!
      if (x === x) kept[length++] = x
    }
  }
  return { add, answer: () => quantilesOfSorted(kept.subarray(0, length).sort(), probabilities) }
}

function topNumbers(register: Float64Array, limit: number): Accumulator {
  const counts = new Map<number, number>()
  const add = (_: number, count: number) => {
    for (let i = 0; i < count; i++) {
      const x = register[i]!
      if (x === x) counts.set(x + 0, (counts.get(x + 0) ?? 0) + 1)
    }
  }
  return { add, answer: () => rankCounts(counts, limit, (a, b) => a - b) }
}

function topStrings({ codes, dictionary }: StringColumn, limit: number): Accumulator {
  const counts = new Float64Array(dictionary.length)
  const add = (start: number, count: number) => {
    for (let row = start; row < start + count; row++) {
      const code = codes[row]!
      if (code >= 0) counts[code] = counts[code]! + 1
    }
  }
  return {
    add,
    answer: () =>
      rankCounts(
        dictionary.map((text, code) => [text, counts[code]!] as const),
        limit,
        compareCodePoints,
      ),
  }
}

function rankCounts<T extends string | number>(counts: Iterable<readonly [T, number]>, limit: number, order: (a: T, b: T) => number) {
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || order(a, b))
    .slice(0, limit)
    .map(([value, count]) => ({ value, count }))
}

function sumByKey({ codes, dictionary }: StringColumn, fold: Float64Array, value: Float64Array): Accumulator {
  const byFold = new Map<number, { readonly count: Float64Array; readonly sum: Float64Array }>()
  const slots = dictionary.length + 1
  const add = (start: number, count: number) => {
    for (let i = 0; i < count; i++) {
      const number = fold[i]!
      const y = value[i]!
      if (number !== number || y !== y) continue
      let cell = byFold.get(number)
      if (cell === undefined) {
        cell = { count: new Float64Array(slots), sum: new Float64Array(slots) }
        byFold.set(number, cell)
      }
      const slot = codes[start + i]! + 1
      cell.count[slot] = cell.count[slot]! + 1
      cell.sum[slot] = cell.sum[slot]! + y
    }
  }
  const answer = () => {
    const keys = dictionary
      .map((key, code) => ({ key: key as string | null, slot: code + 1 }))
      .sort((a, b) => compareCodePoints(a.key!, b.key!))
    const folds = [...byFold].sort(([a], [b]) => a - b)
    return [...keys, { key: null, slot: 0 }].flatMap(({ key, slot }) =>
      folds.flatMap(([number, { count, sum }]) => (count[slot] ? [{ key, fold: number, count: count[slot]!, sum: sum[slot]! }] : [])),
    )
  }
  return { add, answer }
}

function cellSums(register: Float64Array, edges: readonly number[], value: Float64Array): Accumulator {
  const counts = new Float64Array(edges.length + 1)
  const sums = new Float64Array(edges.length + 1)
  const add = (_: number, length: number) => {
    for (let i = 0; i < length; i++) {
      const x = register[i]!
      const y = value[i]!
      if (x !== x || y !== y) continue
      const cell = cellOf(edges, x)
      counts[cell] = counts[cell]! + 1
      sums[cell] = sums[cell]! + y
    }
  }
  return { add, answer: () => ({ count: Array.from(counts), sum: Array.from(sums) }) }
}
