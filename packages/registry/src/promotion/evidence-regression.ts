import { pairedBootstrap, type RegressionMetricName, regressionMetricNames } from '@millrace/core/metrics'
import type { EvidenceKind } from './evidence-kind.ts'

/** Numbers, and what was predicted. */
export const regressionEvidence: EvidenceKind<'regression'> = {
  metrics: regressionMetricNames,
  usual: 'rmse',
  columns: ['actual', 'predicted'],
  truth: ({ actual }) => actual,
  scores: ({ predicted }) => [predicted],
  of: (actual, [predicted]) => ({ kind: 'regression', actual, predicted: predicted! }),
  shapeFault: () => null,
  rowFault({ actual, predicted }, index) {
    if (!Number.isFinite(actual[index])) return `actual ${index} is ${actual[index]}, not a finite number`
    return Number.isFinite(predicted[index]) ? null : `predicted ${index} is ${predicted[index]}, not a finite number`
  },
  tooFew: ({ weight }) => (weight?.every((value) => value === 0) ? 'all rows that both have scored weigh 0' : null),
  compare({ truth, a, b, weight }, { metric, seed, rounds, confidence }) {
    const options = { seed, rounds, confidence, metric: metric as RegressionMetricName }
    return pairedBootstrap({ actual: truth, a: a[0]!, b: b[0]!, ...(weight && { weight }) }, options)
  },
}
