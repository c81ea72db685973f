import type { Classes } from './classes.ts'

/** Folds of neighbouring rows; the first ones have one more where they cannot be equal. */
export function contiguous(rows: number, folds: number): Float64Array {
  const [size, longer] = [Math.floor(rows / folds), rows % folds]
  return Float64Array.from({ length: rows }, (_, row) => {
    const within = longer * (size + 1)
    return row < within ? Math.floor(row / (size + 1)) : longer + Math.floor((row - within) / size)
  })
}

/** The rows of each class in their order, so many to each fold as it gets of the classes laid end to end and dealt round. */
export function stratifiedInOrder({ of, sizes }: Classes, folds: number): Float64Array {
  let start = 0
  const ends = Array.from(sizes, (size) => {
    const shares = Array.from({ length: folds }, (_, fold) => countOf(start + size, fold, folds) - countOf(start, fold, folds))
    start += size
    let end = 0
    return shares.map((share) => {
      end += share
      return end
    })
  })
  const seen = new Int32Array(sizes.length)
  return Float64Array.from(of, (label) => {
    const at = seen[label]!++
    return ends[label]!.findIndex((end) => at < end)
  })
}

/** How many of the first so many cards the player gets. */
const countOf = (cards: number, player: number, players: number) => Math.ceil((cards - player) / players)

/** The largest group first, of equals the one that was found last, each to the fold that has the fewest rows. */
export function wholeGroupsInOrder({ of, sizes }: Classes, folds: number): Float64Array {
  const rows = new Float64Array(folds)
  const foldOf = new Int32Array(sizes.length)
  for (const group of [...sizes.keys()].sort((a, b) => sizes[b]! - sizes[a]! || b - a)) {
    foldOf[group] = rows.indexOf(Math.min(...rows))
    rows[foldOf[group]!]! += sizes[group]!
  }
  return Float64Array.from(of, (group) => foldOf[group]!)
}
