/** What a partition of rows works with, as long as the longest node. */
export interface PartitionRoom {
  readonly sides: Uint8Array
  readonly ints: Int32Array
  readonly floats: Float64Array
}

/** Room for so many rows. */
export function partitionRoom(length: number): PartitionRoom {
  return { sides: new Uint8Array(length), ints: new Int32Array(length), floats: new Float64Array(length) }
}

/** Looks up for each row of a node whether it goes left. */
export function lookUpSides(
  bins: Uint8Array,
  offsets: Int32Array,
  { start, end, feature }: NodeRange,
  goesLeft: Uint8Array,
  sides: Uint8Array,
): void {
  for (let i = start; i < end; i++) sides[i - start] = goesLeft[bins[offsets[i]! + feature]!]!
}

/** The rows of a node, and the column that is read. */
export interface NodeRange {
  readonly start: number
  readonly end: number
  readonly feature: number
}

/**
 * Moves what goes left to the front, both sides in their order, and returns where the right one begins. Every value is written to both sides and only one of them
 * moves on, since a branch would be mispredicted at every other row.
 */
export function partitionInts(values: Int32Array, start: number, end: number, { sides, ints }: PartitionRoom): number {
  let left = start
  let right = 0
  for (let i = start; i < end; i++) {
    const value = values[i]!
    const side = sides[i - start]!
    values[left] = value
    ints[right] = value
    left += side
    right += 1 - side
  }
  copyBack(ints, right, values, left)
  return left
}

/** The same for floats. */
export function partitionFloats(values: Float64Array, start: number, end: number, { sides, floats }: PartitionRoom): number {
  let left = start
  let right = 0
  for (let i = start; i < end; i++) {
    const value = values[i]!
    const side = sides[i - start]!
    values[left] = value
    floats[right] = value
    left += side
    right += 1 - side
  }
  copyBack(floats, right, values, left)
  return left
}

/** Copies the right side behind the left one; a view would cost more than a loop over a few. */
export function copyBack<Values extends Int32Array | Float64Array>(from: Values, length: number, to: Values, at: number): void {
  if (length > 128) to.set(from.subarray(0, length), at)
  else for (let i = 0; i < length; i++) to[at + i] = from[i]!
}
