import type { Registry } from 'prom-client'
import { byLabels, type MetricHead, registerMetric } from './metric.ts'

/** A count that only grows. */
export interface Count {
  value: number
}

/** A counter: gives the count of each combination of label values, to be kept where it is increased often. */
export function createCounter(registry: Registry, head: MetricHead): (...values: readonly string[]) => Count {
  const counts = byLabels(head.labels ?? [], (): Count => ({ value: 0 }))
  if (head.labels === undefined) counts.of()
  registerMetric(registry, {
    ...head,
    type: 'counter',
    read: () => counts.entries().map(({ labels, value: { value } }) => ({ labels, value })),
  })
  return counts.of
}
