import { binaryMetricNames, binaryMetrics, bootstrapInterval } from '@millrace/core/metrics'
import { byProbability, scoreTable } from '../score-table.ts'
import { type EvaluationKind, numbers } from './evaluation-kind.ts'

/** Two classes: by probability, and at the model's threshold. */
export const binaryEvaluation: EvaluationKind<'binary'> = {
  names: binaryMetricNames,
  usual: ['auc', 'logLoss', 'brier', 'accuracy'],
  score: scoreTable,
  metrics: (scored, { threshold }) => binaryMetrics(byProbability(scored), { threshold }),
  interval: (scored, { threshold }, { quantile: _, ...options }) => bootstrapInterval(byProbability(scored), { ...options, threshold }),
  evidence: ({ label, probability }) => ({ label: numbers(label), score: numbers(probability) }),
}
