import { seededRandom } from '@millrace/core'

/** The numbers from 0 to `count` - 1 in an order that depends on the seed alone. */
export function shuffled(count: number, seed: number): Int32Array {
  const indexes = new Int32Array(count)
  for (let i = 0; i < count; i++) indexes[i] = i
  return seededRandom(seed).shuffle(indexes)
}
