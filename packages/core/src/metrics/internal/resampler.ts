import { seededRandom } from '../../random/random.ts'
import type { Checked } from './check-scored.ts'

/**
 * A function that draws as many rows as there are, with replacement, and tells how often it drew each, in a buffer that it uses again.
 *
 * A draw that lacks a class which the rows hold is made again, for ranking metrics are undefined there.
 */
export function resampler(rows: Checked, seed: number): () => Uint32Array {
  const random = seededRandom(seed)
  const size = rows.label.length
  const counts = new Uint32Array(size).fill(1)
  const classes = countClasses(counts, rows)
  const draw = () => {
    counts.fill(0)
    for (let i = 0; i < size; i++) counts[Math.floor(random.next() * size)]!++
  }
  return () => {
    do draw()
    while (countClasses(counts, rows) < classes)
    return counts
  }
}

/** Number of labels, 0 to 2, that drawn rows of positive weight have. */
function countClasses(counts: Uint32Array, { label, weight }: Checked): number {
  let first = -1
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] === 0 || weight?.[row] === 0 || label[row] === first) continue
    if (first >= 0) return 2
    first = label[row]!
  }
  return first < 0 ? 0 : 1
}
