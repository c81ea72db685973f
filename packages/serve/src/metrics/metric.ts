import type { Metric, Registry } from 'prom-client'

/** What every metric says of itself. */
export interface MetricHead {
  readonly name: string
  readonly help: string
  /** Names of the labels, in the order in which values are given. */
  readonly labels?: readonly string[]
}

/** One value of a metric, as prom-client renders it. */
export interface Sample {
  readonly labels: Readonly<Record<string, string | number>>
  readonly value: number
  readonly metricName?: string
}

/** How a metric of several processes becomes one. */
export type Aggregator = 'sum' | 'max' | 'min' | 'first'

interface Reading extends MetricHead {
  readonly type: 'counter' | 'gauge' | 'histogram'
  readonly aggregator?: Aggregator
  read(): readonly Sample[]
}

/**
 * Registers a metric that is read when it is asked for. Values are kept outside prom-client, whose `inc` and `observe` look up labels at
 * every call and cost about as much as a prediction.
 */
export function registerMetric(registry: Registry, { name, help, type, aggregator = 'sum', read }: Reading): void {
  const metric = { name, help, type, aggregator, get: async () => ({ name, help, type, aggregator, values: read() }) }
  // The registry calls nothing but `get`, and tells metrics apart by their names.
  registry.registerMetric(metric as unknown as Metric)
}

interface Branch<T> {
  readonly branches: Map<string, Branch<T>>
  leaf?: T
}

/** Makes one of something for each combination of label values, and keeps it; found without making a string, since every request looks. */
export function byLabels<T>(names: readonly string[], make: () => T) {
  const root: Branch<T> = { branches: new Map() }
  const all: { readonly labels: Readonly<Record<string, string>>; readonly value: T }[] = []
  const of = (...values: readonly string[]): T => {
    let branch = root
    for (const value of values) {
      let next = branch.branches.get(value)
      if (next === undefined) {
        next = { branches: new Map() }
        branch.branches.set(value, next)
      }
      branch = next
    }
    if (branch.leaf === undefined) {
      branch.leaf = make()
      all.push({ labels: Object.fromEntries(names.map((name, i) => [name, values[i] ?? ''])), value: branch.leaf })
    }
    return branch.leaf
  }
  return { of, entries: () => all }
}
