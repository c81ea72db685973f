import type { Registry } from 'prom-client'
import { type Aggregator, type MetricHead, registerMetric, type Sample } from './metric.ts'

/** A value that is looked up when the metrics are asked for. */
export interface GaugeHead extends MetricHead {
  /** A counter where it only grows. @defaultValue 'gauge' */
  readonly type?: 'gauge' | 'counter'
  readonly aggregator?: Aggregator
  read(): number | readonly Sample[]
}

/** Registers a gauge. */
export function createGauge(registry: Registry, { type = 'gauge', read, ...head }: GaugeHead): void {
  const samples = () => {
    const value = read()
    return typeof value === 'number' ? [{ labels: {}, value }] : value
  }
  registerMetric(registry, { ...head, type, read: samples })
}
