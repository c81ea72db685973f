import { type BinaryMetricName, binaryMetricNames, pairedBootstrap } from '@millrace/core/metrics'
import { countOf, type EvidenceKind } from './evidence-kind.ts'

/** Fewest shared rows of each label: with fewer, one row decides. */
const fewestOfLabel = 5

/** Labels 0 and 1, and probabilities of label 1. */
export const binaryEvidence: EvidenceKind<'binary'> = {
  metrics: binaryMetricNames,
  usual: 'logLoss',
  columns: ['label', 'score'],
  truth: ({ label }) => label,
  scores: ({ score }) => [score],
  of: (label, [score]) => ({ label, score: score! }),
  shapeFault: () => null,
  rowFault({ label, score }, index) {
    if (label[index] !== 0 && label[index] !== 1) return `label ${index} is ${label[index]}, not 0 or 1`
    return score[index]! >= 0 && score[index]! <= 1 ? null : `score ${index} is ${score[index]}, not a probability`
  },
  tooFew({ truth, weight }) {
    for (const label of [0, 1]) {
      const count = truth.filter((value, row) => value === label && (weight?.[row] ?? 1) > 0).length
      if (count < fewestOfLabel) return `${countOf(count)} of label ${label}, and ${fewestOfLabel} are needed`
    }
    return null
  },
  compare({ truth, a, b, weight }, { metric, ...options }) {
    return pairedBootstrap(
      { label: truth, a: a[0]!, b: b[0]!, ...(weight && { weight }) },
      { ...options, metric: metric as BinaryMetricName },
    )
  },
}
