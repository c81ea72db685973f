import type { Entries } from './entries.ts'
import { timesLog } from './pair-entries.ts'

/** More orders of categories are not tried. */
const mostOrders = 4

/** Entries by the weight of each of several classes. */
export class ClassEntries implements Entries {
  count = 0
  readonly bins = new Int32Array(256)
  readonly rows = new Float64Array(256)
  /** Weight of each class in each entry. */
  readonly weights: Float64Array
  readonly missing: Float64Array
  readonly total: Float64Array
  readonly left: Float64Array
  missingRows = 0
  totalRows = 0
  leftRows = 0
  readonly #impurity: (weights: Float64Array, whole: Float64Array | null) => number
  readonly #frequent: Int32Array

  readonly classes: number

  constructor(classes: number, criterion: 'gini' | 'entropy' | 'squared') {
    this.classes = classes
    this.weights = new Float64Array(256 * classes)
    this.missing = new Float64Array(classes)
    this.total = new Float64Array(classes)
    this.left = new Float64Array(classes)
    this.#impurity = criterion === 'entropy' ? entropy : gini
    this.#frequent = new Int32Array(classes)
  }

  clear(): void {
    this.leftRows = 0
    this.left.fill(0)
  }

  add(entry: number): void {
    const { left, weights, classes } = this
    this.leftRows += this.rows[entry]!
    for (let label = 0, at = entry * classes; label < classes; label++, at++) left[label]! += weights[at]!
  }

  addMissing(): void {
    const { left, missing, classes } = this
    this.leftRows += this.missingRows
    for (let label = 0; label < classes; label++) left[label]! += missing[label]!
  }

  gain(): number {
    const { left, total } = this
    return this.#impurity(total, null) - this.#impurity(left, null) - this.#impurity(left, total)
  }

  /** By the share of each of the most frequent classes of the node, against all others. */
  orders(): number {
    const { total, classes } = this
    for (let label = 0; label < classes; label++) this.#frequent[label] = label
    this.#frequent.sort((a, b) => total[b]! - total[a]! || a - b)
    return Math.min(classes, mostOrders)
  }

  rank(entry: number, order: number): number {
    const { weights, classes } = this
    let weight = 0
    for (let label = 0; label < classes; label++) weight += weights[entry * classes + label]!
    return weights[entry * classes + this.#frequent[order]!]! / weight
  }
}

/** Gini impurity times the weight; of what the weights lack of the whole, if that is given. */
function gini(weights: Float64Array, whole: Float64Array | null): number {
  let sum = 0
  let squares = 0
  for (let label = 0; label < weights.length; label++) {
    const weight = whole === null ? weights[label]! : whole[label]! - weights[label]!
    sum += weight
    squares += weight * weight
  }
  return sum - squares / sum
}

/** Entropy in nats times the weight; of what the weights lack of the whole, if that is given. */
function entropy(weights: Float64Array, whole: Float64Array | null): number {
  let sum = 0
  let logs = 0
  for (let label = 0; label < weights.length; label++) {
    const weight = whole === null ? weights[label]! : whole[label]! - weights[label]!
    sum += weight
    logs += timesLog(weight)
  }
  return timesLog(sum) - logs
}
