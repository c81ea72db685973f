import { type MulticlassMetricName, multiclassMetricNames, pairedBootstrap } from '@millrace/core/metrics'
import type { EvidenceKind } from './evidence-kind.ts'

/** Indexes of classes, and a probability for each. */
export const multiclassEvidence: EvidenceKind<'multiclass'> = {
  metrics: multiclassMetricNames,
  usual: 'logLoss',
  columns: ['label'],
  truth: ({ label }) => label,
  scores: ({ probability }) => probability,
  of: (label, probability, { classes }) => ({ kind: 'multiclass', classes, label, probability }),
  shapeFault({ classes, probability, row }) {
    if (!Array.isArray(classes) || classes.length < 2) return 'it names fewer than two classes'
    if (!Array.isArray(probability) || probability.length !== classes.length)
      return `there are ${classes.length} classes and ${probability?.length ?? 0} columns of probabilities`
    const other = probability.find((column) => column.length !== row.length)
    return other === undefined ? null : `there are ${row.length} rows and ${other.length} probabilities of a class`
  },
  rowFault({ classes, label, probability }, index) {
    const own = label[index]!
    if (!(Number.isInteger(own) && own >= 0 && own < classes.length)) return `label ${index} is ${own}, not the index of a class`
    const wrong = probability.find((column) => !(column[index]! >= 0 && column[index]! <= 1))
    return wrong === undefined ? null : `a probability of row ${index} is ${wrong[index]}`
  },
  tooFew({ truth, weight }) {
    const classes = new Set(truth.filter((_, row) => (weight?.[row] ?? 1) > 0))
    return classes.size > 1 ? null : 'the rows that both have scored are of one class, and two are needed'
  },
  compare({ truth, a, b, weight }, { metric, seed, rounds, confidence }) {
    const options = { seed, rounds, confidence, metric: metric as MulticlassMetricName }
    return pairedBootstrap({ label: truth, a, b, ...(weight && { weight }) }, options)
  },
}
