import type { ScaledRows } from '../scale-rows.ts'
import type { OutOfBagSums } from './sums.ts'

/**
 * What a forest answers for the rows that it was grown from, each by those trees alone that did not see it.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface OutOfBag {
  /** One array an operation: for two classes the probability of the positive one, for several that of each, for numbers the value. NaN where every tree saw the row. */
  readonly predictions: readonly Float64Array[]
  /** How many trees did not see each row. */
  readonly trees: Int32Array
}

/** The means of what the trees of all threads answered. */
export function outOfBagOf(parts: readonly OutOfBagSums[], { shift, unit: scale }: Pick<ScaledRows, 'shift' | 'unit'>): OutOfBag {
  const [{ unit, outputs, trees: first }] = parts as [OutOfBagSums]
  const trees = first.map((_, row) => parts.reduce((sum, part) => sum + part.trees[row]!, 0))
  const predictions = Array.from({ length: outputs }, (_, output) =>
    Float64Array.from(trees, (count, row) => {
      const sum = parts.reduce((total, part) => total + part.sum[row * outputs + output]!, 0)
      return count === 0 ? Number.NaN : shift + scale * ((sum * unit) / count)
    }),
  )
  return Object.freeze({ predictions: Object.freeze(predictions), trees })
}
