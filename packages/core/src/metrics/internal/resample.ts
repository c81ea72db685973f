import { type Random, seededRandom } from '../../random/random.ts'
import type { Checked } from './check-scored.ts'

/**
 * Calls back with how often each row was drawn, for rounds of as many draws with replacement as there are rows.
 *
 * A round that lacks a class which the rows hold is drawn again: there ranking metrics are undefined.
 */
export function forEachResample(
  { label, weight }: Checked,
  { rounds, seed, visit }: { rounds: number; seed: number; visit: (counts: Uint32Array, round: number) => void },
): void {
  const random = seededRandom(seed)
  const counts = new Uint32Array(label.length).fill(1)
  const classes = countClasses(counts, { label, weight })
  for (let round = 0; round < rounds; round++) {
    do draw(counts, random)
    while (countClasses(counts, { label, weight }) < classes)
    visit(counts, round)
  }
}

function draw(counts: Uint32Array, random: Random): void {
  const rows = counts.length
  counts.fill(0)
  for (let i = 0; i < rows; i++) counts[Math.floor(random.next() * rows)]!++
}

/** Number of labels that drawn rows of positive weight have. */
function countClasses(counts: Uint32Array, { label, weight }: Pick<Checked, 'label' | 'weight'>): number {
  let first = -1
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] === 0 || weight?.[row] === 0 || label[row] === first) continue
    if (first >= 0) return 2
    first = label[row]!
  }
  return first < 0 ? 0 : 1
}
