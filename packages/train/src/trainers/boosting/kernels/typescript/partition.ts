import type { Views } from '../views.ts'

/** Of constant length, so that no index that is a byte is out of bounds. */
const sides = new Uint8Array(256)

/** Reorders a range of rows and their packed gradients by where their bin goes; see `Kernels.partition`. No branch depends on a row. */
export function partition(views: Views, from: number, count: number, column: number): number {
  const { order, packed, spare, sparePacked, columnBins } = views
  sides.set(views.goesLeft)
  const start = column * views.shape.rows
  const end = from + count
  let left = from
  let right = from
  for (let i = from; i < end; i++) {
    const row = order[i]!
    const gradient = packed[i]!
    const side = sides[columnBins[start + row]!]!
    order[left] = row
    packed[left] = gradient
    spare[right] = row
    sparePacked[right] = gradient
    left += side
    right += 1 - side
  }
  order.set(spare.subarray(from, right), left)
  packed.set(sparePacked.subarray(from, right), left)
  return left - from
}
