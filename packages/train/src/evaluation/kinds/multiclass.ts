import { bootstrapInterval, multiclassMetricNames, multiclassMetrics } from '@millrace/core/metrics'
import { readClasses } from '../../model/labels.ts'
import { outputsOf } from '../score-table.ts'
import { type EvaluationKind, numbers } from './evaluation-kind.ts'

/** Several classes: by probability, and by the most probable one. */
export const multiclassEvaluation: EvaluationKind<'multiclass'> = {
  names: multiclassMetricNames,
  usual: ['logLoss', 'accuracy', 'balancedAccuracy', 'macroF1'],
  score(model, table, weight) {
    const { column, classes } = model.definition.target
    const label = readClasses(table, column, classes)
    const outputs = outputsOf(model, table)
    return {
      label,
      scores: classes.map((_, index) => outputs(`score:${index}`)),
      probability: classes.map((_, index) => outputs(`probability:${index}`)),
      ...(weight && { weight }),
    }
  },
  metrics: (scored, { classes }) => Object.freeze({ ...multiclassMetrics(scored), labels: classes }),
  interval: (scored, _, { quantile: __, ...options }) => bootstrapInterval(scored, options),
  evidence: ({ label, probability }, { classes }) => ({
    kind: 'multiclass',
    classes,
    label: numbers(label),
    probability: Object.freeze(probability.map(numbers)),
  }),
}
