import { createGauge } from '../metrics/gauge.ts'
import type { ServerContext } from './context.ts'

/** The metrics that are looked up in a server when they are asked for. */
export function registerServerGauges({ slot, log, admission, state, metrics: { registry } }: ServerContext): void {
  createGauge(registry, { name: 'predict_queue_length', help: 'Requests that wait for their turn.', read: () => admission.length })
  createGauge(registry, {
    name: 'server_ready',
    help: 'Whether requests should be sent here.',
    read: () => Number(!state.isDraining && slot.current() !== undefined),
  })
  createGauge(registry, {
    name: 'model_info',
    help: 'The model that is served.',
    aggregator: 'max',
    read: () => {
      const served = slot.current()?.served
      if (served === undefined) return []
      const { model, version, alias, digest } = served
      return [{ labels: { model, version: version ?? '', alias: alias ?? '', digest: digest ?? '' }, value: 1 }]
    },
  })
  if (log === undefined) return
  const counter = (name: string, help: string, read: () => number) => createGauge(registry, { name, help, type: 'counter', read })
  counter('prediction_log_appended_total', 'Predictions that the log took.', () => log.counters.appended)
  counter('prediction_log_dropped_total', 'Predictions that the log lost.', () => log.counters.dropped)
  createGauge(registry, { name: 'prediction_log_pending', help: 'Predictions in the buffer of the log.', read: () => log.counters.pending })
}
