/** The best split of a node so far. */
export interface Split {
  gain: number
  /** -1 while there is none. */
  feature: number
  /** For numbers the last bin that goes left; -1 for categories. */
  bin: number
  missingLeft: boolean
  /** For categories the bins that go left, as bits. */
  readonly set: Int32Array
}

const noSet = new Int32Array(8)

/** No split yet; with room for a set where a column has categories. */
export function createSplit(hasSets: boolean): Split {
  return { gain: -1, feature: -1, bin: -1, missingLeft: false, set: hasSets ? new Int32Array(8) : noSet }
}

/** What the gain of another feature's split must be above: rounding does not decide between splits that part the same rows. */
export const barFor = ({ gain }: Split): number => gain * (1 + 1e-12)

/** Fills for each bin whether it goes left. */
export function fillSides({ bin, missingLeft, set }: Split, goesLeft: Uint8Array): void {
  if (bin >= 0) goesLeft.fill(1, 0, bin + 1).fill(0, bin + 1)
  else for (let each = 0; each < 255; each++) goesLeft[each] = (set[each >> 5]! >>> (each & 31)) & 1
  goesLeft[255] = Number(missingLeft)
}
