/** Rows in ascending order of score, equal scores in their own order: an entry is a row, or all rows of a cell at their mean score. */
export interface ScoreTally {
  readonly score: Float64Array
  /** Positive rows of each entry: observed, or expected. */
  readonly positive: Float64Array
  /** Negative rows of each entry. */
  readonly negative: Float64Array
}

/** Entries in ascending order of `score`, the order of equal scores kept. */
export function sortTally({ score, positive, negative }: ScoreTally): ScoreTally {
  const order = new Uint32Array(score.length).map((_, entry) => entry).sort((a, b) => score[a]! - score[b]! || a - b)
  const inOrder = (values: Float64Array) => values.map((_, place) => values[order[place]!]!)
  return { score: inOrder(score), positive: inOrder(positive), negative: inOrder(negative) }
}

/** The same rows with the labels that their probabilities lead to expect. */
export function expectLabels({ score, positive, negative }: ScoreTally, probabilityOf: (score: number) => number): ScoreTally {
  const probability = score.map(probabilityOf)
  const rows = positive.map((count, entry) => count + negative[entry]!)
  return {
    score,
    positive: rows.map((count, entry) => count * probability[entry]!),
    negative: rows.map((count, entry) => count * (1 - probability[entry]!)),
  }
}

export function sumOf(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}

/** The entries that have rows. */
export function withRows({ score, positive, negative }: ScoreTally): ScoreTally {
  const hasRows = (_: number, entry: number) => positive[entry]! + negative[entry]! > 0
  return { score: score.filter(hasRows), positive: positive.filter(hasRows), negative: negative.filter(hasRows) }
}

export function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
