import { MillraceError, type Task, type TaskKind, type TrainingRows } from '@millrace/core'
import {
  binaryMetricNames,
  binaryMetrics,
  isHigherBetter,
  multiclassMetricNames,
  multiclassMetrics,
  regressionMetricNames,
  regressionMetrics,
} from '@millrace/core/metrics'
import type { MetricNameOf } from '../../evaluation/kinds/evaluation-kind.ts'

/** A metric, and which way is better. */
export interface MetricOfTask {
  readonly name: MetricNameOf<TaskKind>
  readonly higherIsBetter: boolean
  measure(predicted: readonly Float64Array[], rows: TrainingRows): number
}

type Metrics = Readonly<Partial<Record<MetricNameOf<TaskKind>, number | null>>>

/** How models of a task are measured. */
interface TaskMetrics {
  readonly names: readonly MetricNameOf<TaskKind>[]
  /** A proper score. */
  readonly usual: MetricNameOf<TaskKind>
  all(predicted: readonly Float64Array[], rows: TrainingRows): Metrics
}

const weightOf = ({ weights }: TrainingRows) => (weights === undefined ? {} : { weight: weights })

const metricsOf: Readonly<Record<TaskKind, TaskMetrics>> = {
  binary: {
    names: binaryMetricNames,
    usual: 'logLoss',
    all: ([score], rows) => binaryMetrics({ label: rows.target, score: score!, ...weightOf(rows) }),
  },
  multiclass: {
    names: multiclassMetricNames,
    usual: 'logLoss',
    all: (probability, rows) => multiclassMetrics({ label: rows.target, probability, ...weightOf(rows) }),
  },
  regression: {
    names: regressionMetricNames,
    usual: 'rmse',
    all: ([predicted], rows) => regressionMetrics({ actual: rows.target, predicted: predicted!, ...weightOf(rows) }),
  },
}

/** The metric of that name for a task; by default a proper score. */
export function metricFor(caller: string, { kind }: Task, asked: MetricNameOf<TaskKind> | undefined): MetricOfTask {
  const { names, usual, all } = metricsOf[kind]
  const name = asked ?? usual
  if (!names.includes(name)) throw new RangeError(`${caller}: '${name}' does not measure a ${kind} target; choose ${names.join(', ')}`)
  return {
    name,
    higherIsBetter: isHigherBetter(name),
    measure(predicted, rows) {
      const value = all(predicted, rows)[name]
      if (typeof value === 'number' && Number.isFinite(value)) return value
      const message = `${caller}: ${name} is ${value} on a fold; choose a metric that these rows and predictions have`
      throw new MillraceError({ code: 'E_TUNING_METRIC', message, details: { metric: name } })
    },
  }
}
