import { cellBounds } from '../profile/cell-bounds.ts'
import { mergeMoments } from '../profile/moments.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import { wassersteinFromCells } from '../profile/wasserstein-from-cells.ts'
import { gapLawOfSteps, type Steps } from '../tests/laws/gap-law.ts'
import { normalRange } from '../tests/sample-scale.ts'
import type { Bounds } from './drift-report.ts'
import { Failure } from './failure.ts'
import type { Judged } from './measure.ts'
import { summaryOf } from './number-summary.ts'

interface Profiles {
  readonly reference: NumberProfile
  readonly current: NumberProfile
}

/** Wasserstein in robust standard deviations of the reference, as bounds from cells; the law is that of both sides' distribution function. */
export function wassersteinOfProfiles({ reference, current }: Profiles, floor: number): Judged {
  const distance = wassersteinFromCells(reference, current)
  if (distance === null) throw new Failure('wasserstein: a side has infinite values, and no distance is finite')
  const scale = scaleOf({ reference, current })
  const scaled = (bounds: Bounds): Bounds => ({ lower: bounds.lower / scale, upper: bounds.upper / scale })
  if (!(Math.max(scale, distance.upper / scale) < Number.MAX_VALUE))
    throw new Failure('wasserstein: the values are too far apart for a number to say it')
  const { survival, noise } = gapLawOfSteps(stepsOf({ reference, current }), { reference: reference.count, current: current.count })
  if (!(Math.max(scale, distance.upper / scale, noise / scale) < Number.MAX_VALUE)) {
    throw new Failure('wasserstein: the values are too far apart for a number to say how far')
  }
  return {
    test: 'wasserstein',
    method: 'cells',
    statistic: scaled(distance),
    pValue: { lower: survival(distance.upper), upper: survival(distance.lower) },
    effect: { name: 'distance', value: scaled(distance), floor },
    noise: noise / scale,
    degreesOfFreedom: null,
    warnings: [],
  }
}

/** As the test of values scales: by the reference's interquartile range, else its deviation, else that of both sides; 1 where nothing varies. */
function scaleOf({ reference, current }: Profiles): number {
  const { quantiles, deviation } = summaryOf(reference)!
  const range = (quantiles[3] - quantiles[1]) / normalRange
  if (range > 0) return range
  if (deviation > 0) return deviation
  const { count, squares } = mergeMoments(...([reference, current].map(momentsOf) as [Moments, Moments]))
  return Math.sqrt(squares / count) || 1
}

type Moments = Parameters<typeof mergeMoments>[0]

const momentsOf = ({ count, mean, squares }: NumberProfile): Moments => ({ count, mean: mean!, squares: squares! })

/**
 * The distribution function of both sides, cell by cell, at the middle of what it rises there. The open cells at the ends, which an outlier makes wide, are
 * as wide as an even spread around the mean of their rows.
 */
function stepsOf({ reference, current }: Profiles): Steps {
  const { bounds } = cellBounds(reference.cells)
  const last = bounds.length
  const sides = [reference, current]
  const least = Math.min(...sides.map(({ minimum }) => minimum!))
  const greatest = Math.max(...sides.map(({ maximum }) => maximum!))
  const within = (x: number) => Math.min(greatest, Math.max(least, x))
  const total = reference.count + current.count
  const widths = new Float64Array(last + 1)
  const shares = new Float64Array(last + 1)
  let below = 0
  for (let cell = 0; cell <= last; cell++) {
    const rows = sum(sides.map(({ counts }) => counts[cell]!))
    const from = within(bounds[cell - 1] ?? least)
    const to = within(bounds[cell] ?? greatest)
    const mean = sum(sides.map(({ sums }) => sums[cell]! / Math.max(1, rows)))
    const spread = cell === 0 ? to - mean : cell === last ? mean - from : Number.POSITIVE_INFINITY
    widths[cell] = Math.max(0, Math.min(to - from, 2 * spread))
    shares[cell] = (below + rows / 2) / total
    below += rows
  }
  return { widths, shares }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
