import { formatDay, formatInstant, quantilesOfSorted } from '@millrace/core'
import { countBelow, countDistinct, moments, sortedPresent } from './sorted-numbers.ts'
import type { BooleanStatistics, Histogram, NumberStatistics, PresenceStatistics, TimeStatistics } from './statistics.ts'

const probabilities = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

/** Numbers are told in the order of their values, so that statistics do not depend on the order of rows. */
export function describeNumbers(
  presence: PresenceStatistics,
  kind: 'number' | 'integer',
  values: Float64Array,
  cells: number,
): NumberStatistics {
  const sorted = sortedPresent(values)
  const empty = sorted.length === 0
  const { mean, sd } = empty ? { mean: Number.NaN, sd: Number.NaN } : moments(sorted)
  const negatives = countBelow(sorted, 0)
  return {
    ...presence,
    kind,
    mean: finite(mean),
    sd: finite(sd),
    min: finite(sorted[0]),
    max: finite(sorted[sorted.length - 1]),
    zeros: countBelow(sorted, Number.MIN_VALUE) - negatives,
    negatives,
    distinct: countDistinct(sorted),
    quantiles: quantilesOfSorted(sorted, probabilities).map((value, index) => ({
      probability: probabilities[index]!,
      value: finite(value),
    })),
    histogram: histogram(sorted, cells),
  }
}

export function describeBooleans(presence: PresenceStatistics, values: Float64Array): BooleanStatistics {
  let trues = 0
  for (let i = 0; i < values.length; i++) if (values[i] === 1) trues++
  return { ...presence, kind: 'boolean', trues, trueShare: presence.count === 0 ? null : trues / presence.count }
}

export function describeTimes(presence: PresenceStatistics, kind: 'day' | 'instant', values: Float64Array): TimeStatistics {
  const sorted = sortedPresent(values)
  const text = (value: number | undefined) => (value === undefined ? null : kind === 'day' ? formatDay(value) : formatInstant(value))
  return { ...presence, kind, distinct: countDistinct(sorted), min: text(sorted[0]), max: text(sorted[sorted.length - 1]) }
}

function histogram(sorted: Float64Array, wanted: number): Histogram {
  const least = finite(sorted[0])
  const greatest = finite(sorted[sorted.length - 1])
  if (least === null || greatest === null) return { edges: [], counts: [] }
  const cells = least === greatest ? 1 : wanted
  const edges = [least]
  for (let cell = 1; cell < cells; cell++) {
    const share = cell / cells
    const edge = least * (1 - share) + greatest * share
    edges.push(Math.min(greatest, Math.max(edges[cell - 1]!, edge)) + 0)
  }
  edges.push(greatest)
  const below = edges.map((edge) => countBelow(sorted, edge))
  below[cells] = sorted.length
  return { edges, counts: Array.from({ length: cells }, (_, cell) => below[cell + 1]! - below[cell]!) }
}

/** JSON has neither NaN nor infinities, and turns -0 into 0. */
const finite = (value: number | null | undefined) => (Number.isFinite(value) ? value! + 0 : null)
