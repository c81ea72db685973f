import type { Entries } from './entries.ts'

/** Entries by two sums, of weights and of weighted targets: for numbers, and for two classes, where the target is 1 or 0. */
export class PairEntries implements Entries {
  count = 0
  readonly bins = new Int32Array(256)
  readonly rows = new Float64Array(256)
  readonly weight = new Float64Array(256)
  readonly sum = new Float64Array(256)
  missingRows = 0
  missingWeight = 0
  missingSum = 0
  totalRows = 0
  totalWeight = 0
  totalSum = 0
  leftRows = 0
  leftWeight = 0
  leftSum = 0
  readonly #isEntropy: boolean

  constructor(criterion: 'gini' | 'entropy' | 'squared') {
    this.#isEntropy = criterion === 'entropy'
    // The Gini impurity of two classes is twice the variance of the target.
    this.scale = criterion === 'gini' ? 2 : 1
  }

  readonly scale: number

  clear(): void {
    this.leftRows = 0
    this.leftWeight = 0
    this.leftSum = 0
  }

  add(entry: number): void {
    this.leftRows += this.rows[entry]!
    this.leftWeight += this.weight[entry]!
    this.leftSum += this.sum[entry]!
  }

  addMissing(): void {
    this.leftRows += this.missingRows
    this.leftWeight += this.missingWeight
    this.leftSum += this.missingSum
  }

  gain(): number {
    const { leftWeight, leftSum, totalWeight, totalSum } = this
    const rightWeight = totalWeight - leftWeight
    if (this.#isEntropy) return entropy(totalWeight, totalSum) - entropy(leftWeight, leftSum) - entropy(rightWeight, totalSum - leftSum)
    const difference = leftSum * totalWeight - totalSum * leftWeight
    return (this.scale * difference * difference) / (leftWeight * rightWeight * totalWeight)
  }

  /** By the mean of the target, which holds the best of all sets of categories: Breiman et al., Classification and Regression Trees, 1984, theorem 4.5. */
  orders(): number {
    return 1
  }

  rank(entry: number): number {
    return this.sum[entry]! / this.weight[entry]!
  }
}

/** Entropy of two classes in nats, times the weight. */
const entropy = (weight: number, sum: number): number => timesLog(weight) - timesLog(sum) - timesLog(weight - sum)

/** x ln x. */
export const timesLog = (x: number): number => (x > 0 ? x * Math.log(x) : 0)
