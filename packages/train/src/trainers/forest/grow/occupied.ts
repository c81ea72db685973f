/** Which of 256 bins are occupied, so that only those are visited. */
export const createOccupied = (): Int32Array => new Int32Array(8)

/** Writes the occupied bins below 255 in ascending order, forgets all, and returns how many there were. */
export function takeOccupied(occupied: Int32Array, bins: Int32Array): number {
  let count = 0
  occupied[7]! &= 0x7fffffff
  for (let word = 0; word < 8; word++) {
    let bits = occupied[word]!
    occupied[word] = 0
    while (bits !== 0) {
      const lowest = bits & -bits
      bins[count++] = (word << 5) | (31 - Math.clz32(lowest))
      bits ^= lowest
    }
  }
  return count
}
