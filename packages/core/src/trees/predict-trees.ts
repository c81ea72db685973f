import type { CompiledTrees } from './compile-trees.ts'
import { descendRows, descendTrees } from './descend.ts'
import { descendRowsBySets, descendTreesBySets } from './descend-by-sets.ts'
import { lanes, type PackedTrees, rowsAtOnce } from './pack-trees.ts'
import { walkTrees } from './walk-trees.ts'
import type { NativeDescent } from './webassembly/native-descent.ts'

/** From so many rows on, a copy of the trees for WebAssembly is worth its memory. */
const leastNativeRows = 512

/**
 * Evaluates the trees for the first `count` rows of a block, without allocating. A row gives the same bits in a block of any size.
 *
 * @param compiled - from `compileTrees`
 * @param features - one array an argument; NaN is null
 * @param count - number of rows
 * @param out - receives one number a row; none of the features
 */
export function predictTrees(compiled: CompiledTrees, features: readonly Float64Array[], count: number, out: Float64Array): void {
  const { ensemble, packs, divisor, sums } = compiled
  const natives = count < leastNativeRows ? [] : compiled.native()
  for (let start = 0; start < count; start += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, count - start)
    if (packs === null) for (let row = 0; row < rows; row++) sums[row] = walkTrees(ensemble, features, start + row)
    else sumPacks(packs, natives, features, start, rows, sums)
    for (let row = 0; row < rows; row++) out[start + row] = ensemble.base + sums[row]! / divisor
  }
}

function sumPacks(
  packs: readonly PackedTrees[],
  natives: readonly (NativeDescent | null)[],
  features: readonly Float64Array[],
  start: number,
  rows: number,
  sums: Float64Array,
): void {
  sums.fill(0)
  for (let i = 0; i < packs.length; i++) {
    const pack = packs[i]!
    const native = natives[i] ?? null
    const { categories } = pack
    gather(pack, native?.slots ?? pack.slots, features, start, rows)
    if (native !== null) native.descend(rows, sums)
    else if (rows === 1) sums[0] = categories === null ? descendTrees(pack, sums[0]!) : descendTreesBySets(pack, categories, sums[0]!)
    else if (categories === null) descendRows(pack, rows, sums)
    else descendRowsBySets(pack, categories, rows, sums)
  }
}

/** Fills the slots of some rows. Lanes beyond them keep earlier rows, whose sums nobody reads. */
function gather(pack: PackedTrees, slots: Float64Array, features: readonly Float64Array[], start: number, rows: number): void {
  const width = pack.features.length
  for (let slot = 1; slot < width; slot++) {
    const column = features[pack.features[slot]!]!
    const codes = pack.categories === null ? 0 : pack.categories.codes[slot]!
    if (codes === 0) gatherNumbers(slots, width, slot, pack.missing[slot]!, column, start, rows)
    else gatherCategories(pack.categories!.rows, width, slot, codes, column, start, rows)
  }
}

function gatherNumbers(
  slots: Float64Array,
  width: number,
  slot: number,
  instead: number,
  column: Float64Array,
  start: number,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) {
    const lane = row & (lanes - 1)
    const x = column[start + row]!
    slots[(row - lane) * width + slot * lanes + lane] = Number.isNaN(x) ? instead : x
  }
}

function gatherCategories(
  categories: Int32Array,
  width: number,
  slot: number,
  codes: number,
  column: Float64Array,
  start: number,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) {
    const lane = row & (lanes - 1)
    const x = column[start + row]!
    const code = Math.trunc(x)
    const known = code >= 0 && code < codes ? code : codes
    categories[(row - lane) * width + slot * lanes + lane] = Number.isNaN(x) ? codes + 1 : known
  }
}
