/** Weight of the rows of each label in a bin. */
export interface Tally {
  readonly positive: number
  readonly negative: number
}

export const weightOf = ({ positive, negative }: Tally): number => positive + negative
export const rateOf = (tally: Tally): number => tally.positive / weightOf(tally)
export const add = (a: Tally, b: Tally): Tally => ({ positive: a.positive + b.positive, negative: a.negative + b.negative })
export const nothing: Tally = { positive: 0, negative: 0 }

/**
 * Weight of evidence: by how much the log-odds of a bin are above those of all rows. A row that is as all rows are is added, so that it is finite, and 0 where the bin is
 * empty.
 */
export function weightOfEvidence(bin: Tally, all: Tally): number {
  const share = rateOf(all)
  return Math.log((bin.positive + share) / (bin.negative + 1 - share)) - Math.log(share / (1 - share))
}

/** What a bin adds to the information value: the difference of its shares of either label, times its weight of evidence. */
export function informationOf(bin: Tally, all: Tally): number {
  return (bin.positive / all.positive - bin.negative / all.negative) * weightOfEvidence(bin, all)
}

/** Pearson's chi-square for two bins having one rate. */
export function chiSquare(a: Tally, b: Tally): number {
  const { positive, negative } = add(a, b)
  if (positive === 0 || negative === 0) return 0
  const cross = a.positive * b.negative - b.positive * a.negative
  return ((positive + negative) * cross * cross) / (positive * negative * weightOf(a) * weightOf(b))
}
