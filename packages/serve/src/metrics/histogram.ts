import type { Registry } from 'prom-client'
import { byLabels, type MetricHead, registerMetric, type Sample } from './metric.ts'

/** A histogram and the upper bounds of its buckets, which grow; values above the last are counted in all. */
export interface HistogramHead extends MetricHead {
  readonly bounds: readonly number[]
}

/** Takes a value into its bucket. */
export type Observe = (value: number) => void

/** A histogram: gives what observes for each combination of label values. */
export function createHistogram(registry: Registry, head: HistogramHead): (...values: readonly string[]) => Observe {
  const { name, bounds } = head
  const series = byLabels(head.labels ?? [], () => bucketsOf(bounds))
  registerMetric(registry, {
    ...head,
    type: 'histogram',
    read: () => series.entries().flatMap(({ labels, value }) => samplesOf(name, labels, value.read())),
  })
  return (...values) => series.of(...values).observe
}

interface Reading {
  readonly cumulative: readonly (readonly [bound: number | '+Inf', count: number])[]
  readonly count: number
  readonly sum: number
}

function bucketsOf(bounds: readonly number[]): { readonly observe: Observe; readonly read: () => Reading } {
  const counts = new Float64Array(bounds.length + 1)
  let sum = 0
  return {
    observe(value) {
      let bucket = 0
      while (bucket < bounds.length && value > bounds[bucket]!) bucket++
      counts[bucket]!++
      sum += value
    },
    read() {
      let count = 0
      const cumulative = Array.from(counts, (own, i) => {
        count += own
        return [bounds[i] ?? '+Inf', count] as const
      })
      return { cumulative, count, sum }
    },
  }
}

function samplesOf(name: string, labels: Readonly<Record<string, string>>, { cumulative, count, sum }: Reading): Sample[] {
  return [
    ...cumulative.map(([le, value]) => ({ metricName: `${name}_bucket`, labels: { ...labels, le }, value })),
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ]
}
