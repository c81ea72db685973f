import { add, chiSquare, informationOf, rateOf, type Tally, weightOf } from './tally.ts'

/** Neighbouring fine bins as one. */
export interface CoarseBin extends Tally {
  /** Places of the first and the last fine bin. */
  readonly first: number
  readonly last: number
}

/** Which way the share of the positive label goes from bin to bin: the way that keeps more information, none in particular, or as told. */
export type Direction = 'automatic' | 'none' | 'rising' | 'falling'

/** What coarse bins must be. */
export interface CoarseBinOptions {
  /** Weight of all rows. */
  readonly all: Tally
  readonly leastWeight: number
  readonly mostBins: number
  readonly direction: Direction
}

/** Bins whose rates differ by less than chance explains in one of twenty cases say the same. */
const sameRate = 3.841458820694124

/**
 * Merges neighbouring fine bins: first those that weigh too little into the neighbour that is more like them, then those that break the direction (pool adjacent
 * violators), then those that are most alike, until there are few enough and all differ by more than chance.
 *
 * @see R. Kerber, ChiMerge: Discretization of Numeric Attributes (1992)
 */
export function coarseBins(fine: readonly Tally[], { all, leastWeight, mostBins, direction }: CoarseBinOptions): readonly CoarseBin[] {
  const bins = withoutLight(
    fine.map((tally, place) => ({ ...tally, first: place, last: place })),
    leastWeight,
  )
  const finished = (sign: number) => withoutAlike(sign === 0 ? bins : monotone(bins, sign), mostBins)
  if (direction !== 'automatic') return finished({ none: 0, rising: 1, falling: -1 }[direction])
  const rising = finished(1)
  const falling = finished(-1)
  return information(falling, all) > information(rising, all) ? falling : rising
}

const information = (bins: readonly CoarseBin[], all: Tally) => bins.reduce((sum, bin) => sum + informationOf(bin, all), 0)

function merged(a: CoarseBin, b: CoarseBin): CoarseBin {
  return { ...add(a, b), first: a.first, last: b.last }
}

function mergeAt(bins: readonly CoarseBin[], place: number): CoarseBin[] {
  return [...bins.slice(0, place), merged(bins[place]!, bins[place + 1]!), ...bins.slice(place + 2)]
}

function withoutLight(bins: readonly CoarseBin[], leastWeight: number): readonly CoarseBin[] {
  let left = bins
  while (left.length > 1) {
    const place = leastPlace(left, weightOf)
    if (weightOf(left[place]!) >= leastWeight) break
    const before = place === 0 ? Number.POSITIVE_INFINITY : chiSquare(left[place - 1]!, left[place]!)
    const after = place === left.length - 1 ? Number.POSITIVE_INFINITY : chiSquare(left[place]!, left[place + 1]!)
    left = mergeAt(left, before < after ? place - 1 : place === left.length - 1 ? place - 1 : place)
  }
  return left
}

function monotone(bins: readonly CoarseBin[], sign: number): readonly CoarseBin[] {
  const pools: CoarseBin[] = []
  for (const bin of bins) {
    let pool = bin
    for (let below = pools.at(-1); below !== undefined && sign * rateOf(below) >= sign * rateOf(pool); below = pools.at(-1)) {
      pools.pop()
      pool = merged(below, pool)
    }
    pools.push(pool)
  }
  return pools
}

function withoutAlike(bins: readonly CoarseBin[], mostBins: number): readonly CoarseBin[] {
  let left = bins
  while (left.length > 1) {
    const pairs = left.slice(1).map((bin, place) => chiSquare(left[place]!, bin))
    const place = leastPlace(pairs, (value) => value)
    if (left.length <= mostBins && pairs[place]! >= sameRate) break
    left = mergeAt(left, place)
  }
  return left
}

function leastPlace<T>(values: readonly T[], size: (value: T) => number): number {
  let place = 0
  for (let i = 1; i < values.length; i++) if (size(values[i]!) < size(values[place]!)) place = i
  return place
}
