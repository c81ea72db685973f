import { bootstrapInterval, regressionMetricNames, regressionMetrics } from '@millrace/core/metrics'
import { targetKindOf } from '../../model/targets/target-kinds.ts'
import { outputsOf } from '../score-table.ts'
import { type EvaluationKind, numbers } from './evaluation-kind.ts'

/** A number: by the distance of predictions from it. */
export const regressionEvaluation: EvaluationKind<'regression'> = {
  names: regressionMetricNames,
  usual: ['rmse', 'mae', 'r2'],
  score(model, table, weight) {
    const { target } = model.definition
    const actual = targetKindOf(target).readKnown(table, target)
    const outputs = outputsOf(model, table)
    return { actual, predicted: outputs('value'), score: outputs('score'), ...(weight && { weight }) }
  },
  metrics: (scored, _, options) => regressionMetrics(scored, options),
  interval: (scored, _, options) => bootstrapInterval(scored, options),
  evidence: ({ actual, predicted }) => ({ kind: 'regression', actual: numbers(actual), predicted: numbers(predicted) }),
}
