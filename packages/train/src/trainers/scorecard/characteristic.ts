import type { BinnedMatrix } from '../../bins/binned-matrix.ts'
import { missingBin } from '../../bins/binned-matrix.ts'
import { type CoarseBinOptions, coarseBins } from './coarse-bins.ts'
import { informationOf, nothing, rateOf, type Tally, weightOf, weightOfEvidence } from './tally.ts'

/** A bin of a feature. */
export interface CharacteristicBin extends Tally {
  readonly woe: number
  /** Of numbers: above `low` and up to `high`; null where there is no end. */
  readonly low: number | null
  readonly high: number | null
  /** Of categories: the codes, ascending; null for numbers. */
  readonly codes: readonly number[] | null
}

/** A feature in bins. */
export interface Characteristic {
  /** Index of the feature. */
  readonly feature: number
  readonly kind: 'number' | 'category'
  /** By rising values, or by rising share of the positive label. */
  readonly bins: readonly CharacteristicBin[]
  /** The rows that have no value; of categories also those that are in no bin. */
  readonly missing: Tally & { readonly woe: number }
  readonly informationValue: number
  /** Weight of evidence of each fine bin, of 256. */
  readonly woeOf: Float64Array
}

/** Rows that are as all rows are, by which the rate of a rare category is drawn to that of all before categories are ordered. */
const drawn = 10

/** Puts a feature into bins and measures what it says. */
export function characteristicOf(
  matrix: BinnedMatrix,
  feature: number,
  tallies: readonly Tally[],
  options: CoarseBinOptions,
): Characteristic {
  const { all } = options
  const { kind, count, thresholds, codes } = matrix.columns[feature]!
  const smoothed = (bin: number) => (tallies[bin]!.positive + drawn * rateOf(all)) / (weightOf(tallies[bin]!) + drawn)
  const places = Array.from({ length: count }, (_, bin) => bin).filter((bin) => weightOf(tallies[bin]!) > 0)
  if (kind === 'category') places.sort((a, b) => smoothed(a) - smoothed(b) || a - b)
  const fine = places.map((bin) => tallies[bin]!)
  const coarse = coarseBins(fine, { ...options, direction: kind === 'category' ? 'rising' : options.direction })
  const other = kind === 'category' && count < missingBin ? tallies[count]! : nothing
  const missing = { positive: tallies[missingBin]!.positive + other.positive, negative: tallies[missingBin]!.negative + other.negative }
  const missingWoe = weightOfEvidence(missing, all)
  const woeOf = new Float64Array(missingBin + 1).fill(missingWoe)
  const bins = coarse.map((bin, at) => {
    const own = places.slice(bin.first, bin.last + 1)
    const woe = weightOfEvidence(bin, all)
    for (const place of own) woeOf[place] = woe
    return {
      positive: bin.positive,
      negative: bin.negative,
      woe,
      low: kind === 'category' || at === 0 ? null : thresholds[places[coarse[at - 1]!.last]!]!,
      high: kind === 'category' || at === coarse.length - 1 ? null : thresholds[own.at(-1)!]!,
      codes: kind === 'category' ? own.map((place) => codes[place]!).sort((a, b) => a - b) : null,
    }
  })
  const informationValue = [...bins, missing].reduce((sum, bin) => sum + informationOf(bin, all), 0)
  return { feature, kind, bins, missing: { ...missing, woe: missingWoe }, informationValue, woeOf }
}
