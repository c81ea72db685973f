import type { ServedVersion } from '@millrace/core'
import { Registry } from 'prom-client'
import type { ServedKind } from '../kinds/served-kind.ts'
import { type Count, createCounter } from './counter.ts'
import { createHistogram, type Observe } from './histogram.ts'
import { registerProcessMetrics } from './process-metrics.ts'

type CountedPrediction = ReturnType<ServedKind<'binary'>['counted']>

/** What is measured of one served model. */
export interface ModelMetrics {
  /** Seconds from the turn of a request to its answer. */
  readonly duration: Observe
  /** Counts a prediction by its label and decision, and its probability; where a number is predicted there is neither. */
  predicted(prediction: CountedPrediction): void
}

/** What a server measures. */
export interface ServerMetrics {
  readonly registry: Registry
  /** The count of answers. */
  requests(method: string, route: string, status: number): Count
  of(served: ServedVersion): ModelMetrics
  readonly shed: Count
  readonly feedback: Count
  readonly swaps: Count
  readonly loadFailures: Count
}

const secondsBounds = [0.000_01, 0.000_025, 0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]
const probabilityBounds = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1]

/** The metrics of one server, in a registry of their own. */
export function createServerMetrics(): ServerMetrics {
  const registry = new Registry()
  registerProcessMetrics(registry)
  const counter = (name: string, help: string, labels?: readonly string[]) =>
    createCounter(registry, { name, help, ...(labels && { labels }) })
  const requests = counter('http_requests_total', 'Answers by method, route and status.', ['method', 'route', 'status'])
  const ofModel = modelMetrics(registry)
  return {
    registry,
    requests: (method, route, status) => requests(method, route, String(status)),
    of: ofModel,
    shed: counter('predict_shed_total', 'Requests refused because too much waited.')(),
    feedback: counter('feedback_total', 'Labels kept.')(),
    swaps: counter('model_swaps_total', 'Times that another model took over.')(),
    loadFailures: counter('model_load_failures_total', 'Models that could not be loaded.')(),
  }
}

function modelMetrics(registry: Registry): (served: ServedVersion) => ModelMetrics {
  const labels = ['model', 'version'] as const
  const predictions = createCounter(registry, {
    name: 'predictions_total',
    help: 'Predictions by label and decision.',
    labels: [...labels, 'label', 'decision'],
  })
  const duration = createHistogram(registry, {
    name: 'predict_duration_seconds',
    help: 'Time from the turn of a request to its answer.',
    labels,
    bounds: secondsBounds,
  })
  const probability = createHistogram(registry, {
    name: 'prediction_probability',
    help: 'Probabilities that were answered.',
    labels,
    bounds: probabilityBounds,
  })
  return ({ model, version }) => {
    const own = [model, version === null ? '' : String(version)] as const
    const observe = probability(...own)
    return {
      duration: duration(...own),
      predicted(prediction) {
        predictions(...own, prediction.label, prediction.decision).value++
        if (prediction.probability !== null) observe(prediction.probability)
      },
    }
  }
}
