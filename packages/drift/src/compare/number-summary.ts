import { cellBounds } from '../profile/cell-bounds.ts'
import type { NumberProfile } from '../profile/profile-types.ts'
import type { NumberSummary } from './column-picture.ts'

const probabilities = [0.05, 0.25, 0.5, 0.75, 0.95] as const

/** Figures of one side; quantiles are interpolated within cells. */
export function summaryOf(profile: NumberProfile): NumberSummary | null {
  const { mean, squares, minimum, maximum, count, infinite } = profile
  if (mean === null || squares === null || minimum === null || maximum === null) return null
  const { bounds, points } = cellBounds(profile.cells)
  const within = (x: number) => Math.min(maximum, Math.max(minimum, x))
  const quantile = (probability: number) => {
    let rank = probability * count
    let cell = 0
    while (cell < bounds.length && rank > profile.counts[cell]!) rank -= profile.counts[cell++]!
    const lower = within(bounds[points[cell - 1] ? cell - 2 : cell - 1] ?? minimum)
    if (points[cell] || profile.counts[cell] === 0) return lower
    const share = rank / profile.counts[cell]!
    return lower * (1 - share) + within(bounds[cell] ?? maximum) * share
  }
  const [a, b, c, d, e] = probabilities
  return {
    mean,
    deviation: Math.sqrt(squares / (count - infinite)),
    minimum,
    maximum,
    quantiles: [quantile(a), quantile(b), quantile(c), quantile(d), quantile(e)],
  }
}
