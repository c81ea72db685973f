import { logGamma } from '@millrace/core/distributions'

/** Log of the probability that all of `rows` rows are among the `part` that are drawn from `whole` without replacement. */
export function logAllWithin(rows: number, { part, whole }: { readonly part: number; readonly whole: number }): number {
  if (rows > part) return Number.NEGATIVE_INFINITY
  if (rows <= 64) {
    let log = 0
    for (let i = 0; i < rows; i++) log += Math.log((part - i) / (whole - i))
    return log
  }
  return logGamma(part + 1) - logGamma(part - rows + 1) + logGamma(whole - rows + 1) - logGamma(whole + 1)
}

interface Sides {
  /** Rows of the reference. */
  readonly reference: number
  /** Rows now. */
  readonly current: number
}

/**
 * P(so many current rows or more lie below the reference's least or above its greatest value) if both sides have one continuous law: at most one of the
 * outermost rows + 1 is then of the reference. Ties make it smaller than said.
 */
export function chanceOutside(rows: number, { reference, current }: Sides): number {
  if (rows === 0) return 1
  const whole = reference + current
  const none = Math.exp(logAllWithin(rows + 1, { part: current, whole }))
  const one = Math.exp(logAllWithin(rows, { part: current, whole })) * ((reference * (rows + 1)) / (whole - rows))
  return Math.min(1, none + one)
}

/**
 * P(the current rows are all in one cell) if both sides are of one law.
 *
 * @param cells - rows of both sides together by cell
 */
export function chanceOfOneCell(cells: readonly number[], { reference, current }: Sides): number {
  const whole = reference + current
  return Math.min(
    1,
    cells.reduce((sum, part) => sum + Math.exp(logAllWithin(current, { part, whole })), 0),
  )
}

/** Rows of one level on either side. */
export interface LevelRows {
  readonly reference: number
  readonly current: number
}

/** Frequent levels, of which it is as good as impossible, are added to the bound as they are: Chernoff's would be coarse with them. */
const hardlyEver = Math.log(1e-9)

/**
 * Bounds P(as many current rows or more are of levels that the reference lacks) if both sides are of one law, from above.
 *
 * Given the rows of each level on both sides together, a level of t rows is unseen when all t happen to be current. A level that the reference has
 * once or twice might as well have been unseen, so a long tail of rare levels makes new ones likely, and a few frequent levels make them
 * impossible. Rows drawn without replacement are negatively associated, so Chernoff's bound for independent levels holds for their sum.
 *
 * @see https://doi.org/10.1214/aos/1176346079 (K. Joag-Dev and F. Proschan, Negative association of random variables, 1983)
 */
export function chanceOfUnseen(levels: readonly LevelRows[]): number {
  const whole = levels.reduce((sum, { reference, current }) => sum + reference + current, 0)
  const part = levels.reduce((sum, { current }) => sum + current, 0)
  const unseen = levels.reduce((sum, { reference, current }) => sum + (reference === 0 ? current : 0), 0)
  if (unseen === 0) return 1
  const bySize = new Map<number, number>()
  for (const { reference, current } of levels) bySize.set(reference + current, (bySize.get(reference + current) ?? 0) + 1)
  const all = Array.from(bySize, ([size, count]) => ({ size, count, log: logAllWithin(size, { part, whole }) }))
  const sizes = all.filter(({ log }) => log >= hardlyEver)
  const hardly = all.reduce((sum, { count, log }) => sum + (log < hardlyEver ? count * Math.exp(log) : 0), 0)
  if (sizes.reduce((sum, { size, count }) => sum + size * count, 0) < unseen) return hardly
  const slope = (s: number) =>
    sizes.reduce((sum, { size, count, log }) => sum + (count * size) / (1 - Math.expm1(log) * Math.exp(-log - s * size)), -unseen)
  const height = (s: number) => sizes.reduce((sum, { size, count, log }) => sum + count * logMean(log, s * size), -s * unseen)
  if (slope(0) >= 0) return 1
  let high = 1e-6
  while (high < 1e3 && slope(high) < 0) high *= 2
  let low = 0
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (slope(middle) < 0) low = middle
    else high = middle
  }
  return Math.min(1, hardly + Math.exp(height(low)))
}

/** Log of the mean of exp(x) where it is exp(0) but for a chance, given as its log. */
function logMean(log: number, x: number): number {
  const raised = log + x
  return raised > 40 ? raised : Math.log(Math.exp(raised) - Math.expm1(log))
}
