import { seededRandom } from '@millrace/core'

/** Rows of a problem and their weights. */
export interface SampledRows {
  readonly features: readonly Float64Array[]
  readonly target: Float64Array
  readonly weights: Float64Array
}

interface Rows {
  readonly features: readonly Float64Array[]
  readonly target: Float64Array
  readonly weights?: Float64Array | undefined
}

/** Rows that are taken together: what a line of the cache holds. */
const run = 8

/** A run of neighbouring rows of each of many equal stretches, about `count` in all, weighing as much as all rows do. */
export function sampleRows(
  { features, target, weights }: Rows,
  { count, seed }: { readonly count: number; readonly seed: number },
): SampledRows {
  const random = seededRandom(seed)
  const runs = Math.ceil(count / run)
  const stretch = target.length / runs
  const chosen = new Int32Array(runs * run)
  for (let i = 0; i < runs; i++) {
    const first = Math.min(Math.floor(i * stretch + random.next() * Math.max(stretch - run, 0)), target.length - run)
    for (let k = 0; k < run; k++) chosen[i * run + k] = first + k
  }
  const total = weights === undefined ? target.length : sum(weights)
  const own = weights === undefined ? new Float64Array(chosen.length).fill(1) : pick(weights, chosen)
  const factor = total / (sum(own) || 1)
  return {
    features: features.map((feature) => pick(feature, chosen)),
    target: pick(target, chosen),
    weights: own.map((weight) => weight * factor),
  }
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!
  return picked
}

function sum(values: Float64Array): number {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]!
  return total
}
