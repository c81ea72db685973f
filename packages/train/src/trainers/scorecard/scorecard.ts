import type { Trainer } from '@millrace/core'

/**
 * Which way the share of the positive label goes from bin to bin: the way that keeps more information, none in particular, rising with the values, or falling.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export type BinDirection = 'automatic' | 'none' | 'rising' | 'falling'

/**
 * How {@link scorecard} makes bins and points.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export interface ScorecardOptions {
  /** Most bins of a feature, without that of null; 2 to 50. @defaultValue 8 */
  readonly maxBins?: number
  /** Least share of the training weight in a bin, except that of null; from 0 to below 0.5. @defaultValue 0.05 */
  readonly minShare?: number
  /** Direction of all features that are numbers, or of some by name; the others are automatic. @defaultValue 'automatic' */
  readonly monotone?: 'automatic' | 'none' | Readonly<Record<string, BinDirection>>
  /** Strength of the logistic fit's penalty `l2 / 2 * sum(coefficient^2)`. @defaultValue 1 */
  readonly l2?: number
  /** Points at the base odds. @defaultValue 600 */
  readonly baseScore?: number
  /** Odds of the good outcome against the bad one at the base score, above 0. @defaultValue 50 */
  readonly baseOdds?: number
  /** Points by which the odds double, above 0. @defaultValue 20 */
  readonly pointsToDoubleOdds?: number
  /** Which label is the good outcome, towards which points rise. @defaultValue 'positive' */
  readonly goodLabel?: 'positive' | 'negative'
}

/** How a scorecard is made, once defaults are filled in. */
export type ScorecardSettings = Required<ScorecardOptions>

/**
 * A scorecard as lending uses it: each feature in few bins, a logistic regression on the bins' weights of evidence, and its log-odds as points.
 *
 * Numbers are put into ranges that weigh enough, whose rates differ by more than chance, and go one way; categories are ordered by their rate and grouped likewise. Null
 * has a bin of its own, as have categories that were not seen, with weight of evidence 0 where there were none in training. A bin's weight of evidence is the log-odds of the
 * positive label among its rows (and one that is as all rows are) above those of all. The outcome is one `trees` node, a small tree a feature, which sums to the log-odds
 * exactly, explains itself and prints as SQL. {@link scorecardOf} reads the points table from a model, and `scorecardPoints` scores a row in points with reasons.
 *
 * Warned of: features that tell no rows apart (left out), that say little (information value below 0.02) or suspiciously much (above 0.5), and that count against their own
 * evidence. Row weights count as repetitions.
 *
 * @param options - bins, penalty and points
 * @returns a trainer, which accepts null features
 * @throws RangeError when an option is out of range; fitting throws `E_EQUATIONS_SINGULAR` when numbers overflow
 * @see N. Siddiqi, Credit Risk Scorecards (2006)
 * @example
 * ```ts
 * import { scorecard } from '@millrace/train'
 *
 * const features = [Float64Array.from({ length: 200 }, (_, row) => row)]
 * const target = Float64Array.from({ length: 200 }, (_, row) => Number(row % 5 < row / 50))
 * const { operations } = await scorecard({ maxBins: 4 }).fit({ features, names: ['income'], target }, { seed: 7 })
 * operations[0]?.op // => 'trees'
 * ```
 * @category Scorecard
 * @since 0.1.0
 */
export function scorecard(options: ScorecardOptions = {}): Trainer<true, 'binary'> {
  const settings: ScorecardSettings = {
    maxBins: 8,
    minShare: 0.05,
    monotone: 'automatic',
    l2: 1,
    baseScore: 600,
    baseOdds: 50,
    pointsToDoubleOdds: 20,
    goodLabel: 'positive',
    ...options,
  }
  check(settings)
  return Object.freeze({
    specVersion: 1 as const,
    name: 'scorecard',
    params: Object.freeze(settings),
    acceptsNull: true as const,
    tasks: ['binary'] as const,
    fit: async (data, work) => (await import('./fit-scorecard.ts')).fitScorecard(data, work, settings),
  } satisfies Trainer<true, 'binary'>)
}

const directions: readonly unknown[] = ['automatic', 'none', 'rising', 'falling']

function check({ maxBins, minShare, monotone, l2, baseScore, baseOdds, pointsToDoubleOdds, goodLabel }: ScorecardSettings): void {
  const positive = (value: number) => value > 0 && value < Number.POSITIVE_INFINITY
  const refuse = (what: string): never => {
    throw new RangeError(`scorecard: ${what}`)
  }
  if (!(Number.isInteger(maxBins) && maxBins >= 2 && maxBins <= 50)) refuse(`maxBins is ${maxBins}, not an integer from 2 to 50`)
  if (!(minShare >= 0 && minShare < 0.5)) refuse(`minShare is ${minShare}, not a share from 0 to below 0.5`)
  if (!(l2 === 0 || positive(l2))) refuse(`l2 is ${l2}, not a number from 0`)
  if (!Number.isFinite(baseScore)) refuse(`baseScore is ${baseScore}, not a number`)
  if (!positive(baseOdds)) refuse(`baseOdds is ${baseOdds}, not a number above 0`)
  if (!positive(pointsToDoubleOdds)) refuse(`pointsToDoubleOdds is ${pointsToDoubleOdds}, not a number above 0`)
  if (goodLabel !== 'positive' && goodLabel !== 'negative') refuse(`goodLabel is '${goodLabel}', not positive or negative`)
  const wanted = typeof monotone === 'string' ? [monotone] : Object.values(monotone)
  const stray = wanted.find((direction) => !directions.includes(direction))
  if (stray !== undefined) refuse(`monotone says '${stray}', not ${directions.join(', ')}`)
}
