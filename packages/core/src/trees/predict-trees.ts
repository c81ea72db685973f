import type { CompiledTrees } from './compile-trees.ts'
import { descendRows, descendTrees } from './descend.ts'
import { lanes, type PackedTrees, rowsAtOnce } from './pack-trees.ts'
import { walkTrees } from './walk-trees.ts'

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
  for (let start = 0; start < count; start += rowsAtOnce) {
    const rows = Math.min(rowsAtOnce, count - start)
    if (packs === null) for (let row = 0; row < rows; row++) sums[row] = walkTrees(ensemble, features, start + row)
    else sumPacks(packs, features, start, rows, sums)
    for (let row = 0; row < rows; row++) out[start + row] = ensemble.base + sums[row]! / divisor
  }
}

function sumPacks(packs: readonly PackedTrees[], features: readonly Float64Array[], start: number, rows: number, sums: Float64Array): void {
  sums.fill(0)
  for (const pack of packs) {
    gather(pack, features, start, rows)
    if (rows === 1) sums[0] = descendTrees(pack, sums[0]!)
    else descendRows(pack, rows, sums)
  }
}

/** Fills the slots of some rows. Lanes beyond them keep earlier rows, whose sums nobody reads. */
function gather(pack: PackedTrees, features: readonly Float64Array[], start: number, rows: number): void {
  const { slots } = pack
  const width = pack.features.length
  for (let slot = 1; slot < width; slot++) {
    const column = features[pack.features[slot]!]!
    const missing = pack.missing[slot]!
    for (let row = 0; row < rows; row++) {
      const lane = row & (lanes - 1)
      const x = column[start + row]!
      slots[(row - lane) * width + slot * lanes + lane] = Number.isNaN(x) ? missing : x
    }
  }
}
