import type { TreeEnsemble } from '@millrace/core'
import type { Emitter, OnnxValue } from '../emitter.ts'
import { both, isNan, where } from './numeric.ts'
import { walkNodes } from './tree-rows.ts'

/** Sets of categories that splits of one feature ask for, each once. */
export interface FeatureSets {
  readonly feature: number
  /** For each set the words of its bits. */
  readonly sets: readonly Int32Array[]
  /** Index among the sets, by the set of the ensemble. */
  readonly positions: ReadonlyMap<number, number>
}

/** The distinct sets of each feature that some trees split by categories, in the order of their nodes. */
export function setsByFeature(trees: TreeEnsemble): readonly FeatureSets[] {
  const { feature, categories } = trees
  if (categories === undefined) return []
  const { set, start, words } = categories
  const newEntry = () => ({ sets: [] as Int32Array[], positions: new Map<number, number>(), known: new Map<string, number>() })
  const found = new Map<number, ReturnType<typeof newEntry>>()
  for (const { index } of walkNodes(trees)) {
    const one = set[index]!
    if (one < 0) continue
    const bits = words.subarray(start[one]!, start[one + 1]!)
    const entry = found.get(feature[index]!) ?? newEntry()
    const position = entry.known.get(String(bits)) ?? entry.sets.push(bits) - 1
    entry.known.set(String(bits), position)
    entry.positions.set(one, position)
    found.set(feature[index]!, entry)
  }
  return [...found].map(([index, { sets, positions }]) => ({ feature: index, sets, positions }))
}

/**
 * A column for each set: 0 where the category is in it, 1 where it is not, NaN where it is null. `x <= 0.5` then says what the split by the set says.
 *
 * @returns `[rows, sets]`
 */
export function categoryColumns(emit: Emitter, x: OnnxValue, sets: readonly Int32Array[]): OnnxValue {
  const codes = sets.reduce((most, { length }) => Math.max(most, length), 0) * 32
  const isOutside = (code: number) => sets.map((bits) => (((bits[code >> 5] ?? 0) >>> (code & 31)) & 1 ? 0 : 1))
  const values = [...Array.from({ length: codes }, (_, code) => isOutside(code)), sets.map(() => 1), sets.map(() => Number.NaN)].flat()
  const isCode = both(emit, emit.node('Greater', [x, emit.number(-1)]), emit.node('Less', [x, emit.number(codes)]))
  const code = where(emit, isCode, x, where(emit, isNan(emit, x), emit.number(codes + 1), emit.number(codes)))
  const table = emit.tensor({ type: 'float', shape: [codes + 2, sets.length], values })
  return emit.cast(emit.node('Gather', [table, emit.cast(code, 'int32')]), 'double')
}
