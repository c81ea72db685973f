import { defineMonitor } from '@millrace/drift'
import { Answered, problem } from './problem.ts'

/**
 * What is watched: all eleven columns of an application, also those that the model does not read; beside them the outcome and the answers. The same for each group of the
 * protected attributes, for what drifts for a few is lost in the whole.
 */
export const monitor = defineMonitor(Answered, {
  name: problem.name,
  target: problem.target.column,
  predictions: ['probability', 'decision', 'approved'],
  approval: { column: 'approved', threshold: 1 },
  segments: problem.protectedAttributes,
  windows: { rows: 250 },
})
