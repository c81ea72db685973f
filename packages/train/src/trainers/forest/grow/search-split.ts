import type { Random } from '@millrace/core'
import type { Entries } from './entries.ts'
import type { SplitColumn, SplitLimits } from './node-rows.ts'
import { barFor, type Split } from './split.ts'

const order = new Int32Array(256)
const ranks = new Float64Array(256)

/**
 * Where a node has fewer rows for each of its categories, they are ordered as at the root: ordered by its own few rows, small categories would promise pure children,
 * win against all other features and learn the noise.
 */
const rowsPerCategory = 20

/** Takes the best split of a column of which the entries are known, if it is better than the best so far. */
export function searchSplit(entries: Entries, column: SplitColumn, best: Split, limits: SplitLimits): void {
  if (column.isCategory) searchSets(entries, column, best, limits)
  else {
    for (let entry = 0; entry < entries.count; entry++) order[entry] = entry
    searchOrder(entries, entries.count, column, best, limits)
  }
}

/** Searches sets of categories along each order that is worth trying. */
function searchSets(entries: Entries, column: SplitColumn, best: Split, limits: SplitLimits): void {
  const known = knownEntries(entries, column)
  const asAtRoot = entries.totalRows < rowsPerCategory * known
  const orders = entries.orders()
  for (let each = 0; each < orders; each++) {
    const rootRanks = limits.rootRanks[column.feature]![each]!
    for (let entry = 0; entry < known; entry++) {
      order[entry] = entry
      ranks[entry] = asAtRoot ? rootRanks[entries.bins[entry]!]! : entries.rank(entry, each)
    }
    order.subarray(0, known).sort((a, b) => ranks[a]! - ranks[b]! || a - b)
    searchOrder(entries, known, column, best, limits)
  }
}

/** Takes a split of a column at random, if it is better than the best so far: by a number evenly drawn between the node's lowest and highest, or by any set of the node's categories. */
export function randomSplit(entries: Entries, column: SplitColumn, best: Split, { minRowsLeaf }: SplitLimits, random: Random): void {
  let known = entries.count
  let left: number
  if (column.isCategory) {
    known = knownEntries(entries, column)
    for (let entry = 0; entry < known; entry++) order[entry] = entry
    random.shuffle(order.subarray(0, known))
    left = 1 + random.integer(Math.max(1, entries.count > known ? known : known - 1))
  } else {
    for (let entry = 0; entry < known; entry++) order[entry] = entry
    const last = randomBin(entries, column, random)
    left = 0
    while (left < known && entries.bins[left]! <= last) left++
  }
  entries.clear()
  for (let i = 0; i < left && i < known; i++) entries.add(order[i]!)
  consider(entries, left - 1, column, best, minRowsLeaf, false)
  if (entries.missingRows === 0) return
  entries.addMissing()
  consider(entries, left - 1, column, best, minRowsLeaf, true)
}

/** The bin of a number that is evenly drawn between the ends of the lowest and of the highest bin that face each other. */
function randomBin({ bins, count }: Entries, { thresholds }: SplitColumn, random: Random): number {
  let low = bins[0] ?? 0
  let high = (bins[count - 1] ?? 0) - 1
  if (high <= low) return low
  const drawn = thresholds[low]! + random.next() * (thresholds[high]! - thresholds[low]!)
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (thresholds[middle]! <= drawn) low = middle
    else high = middle - 1
  }
  return low
}

/** Entries of a category's column that have a bin of their own; what has none is in no set. */
function knownEntries({ bins, count }: Entries, column: SplitColumn): number {
  return count > 0 && bins[count - 1] === column.bins ? count - 1 : count
}

/** Searches the splits along an order of entries, with what is missing on the right and then, where there is any, on the left. */
function searchOrder(entries: Entries, known: number, column: SplitColumn, best: Split, { minRowsLeaf }: SplitLimits): void {
  const hasMissing = entries.missingRows > 0
  // With nothing but the last entries on the right there is no split, unless what is missing or in no set goes there.
  const isWhole = known === entries.count
  for (let side = 0; side <= Number(hasMissing); side++) {
    entries.clear()
    if (side === 1) entries.addMissing()
    const most = isWhole && (side === 1 || !hasMissing) ? known - 1 : known
    for (let i = 0; i < most; i++) {
      entries.add(order[i]!)
      consider(entries, i, column, best, minRowsLeaf, side === 1)
    }
  }
}

/** Takes the split after the entry at `last` in the order, if it is allowed and better. */
function consider(entries: Entries, last: number, column: SplitColumn, best: Split, minRowsLeaf: number, missingLeft: boolean): void {
  const { leftRows, totalRows } = entries
  if (last < 0 || leftRows < minRowsLeaf || totalRows - leftRows < minRowsLeaf) return
  const gain = entries.gain()
  if (!(gain > (column.feature === best.feature ? best.gain : barFor(best)))) return
  best.gain = gain
  best.feature = column.feature
  best.missingLeft = entries.missingRows > 0 ? missingLeft : 2 * leftRows >= totalRows
  if (column.isCategory) takeSet(entries, last, best)
  else best.bin = last + 1 < entries.count ? (entries.bins[last]! + entries.bins[last + 1]! - 1) >> 1 : column.bins - 1
}

function takeSet({ bins }: Entries, last: number, best: Split): void {
  best.bin = -1
  best.set.fill(0)
  for (let i = 0; i <= last; i++) {
    const bin = bins[order[i]!]!
    best.set[bin >> 5]! |= 1 << (bin & 31)
  }
}
