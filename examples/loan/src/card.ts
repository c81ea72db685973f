import type { Table } from '@millrace/core'
import { type ModelCard, modelCard } from '@millrace/train'
import type { z } from 'zod'
import type { Built } from './build.ts'
import type { Work } from './candidates.ts'
import { type LoanCase, problem } from './problem.ts'

/** Describes the model to those who answer for it. */
export function describeModel(
  { model, calibration }: Built,
  holdout: Table<z.output<typeof LoanCase>>,
  { seed, progress }: Pick<Work, 'seed' | 'progress'>,
): Promise<ModelCard> {
  const { falsePositive, falseNegative } = problem.costs
  const probabilities =
    calibration.method === null
      ? 'Probabilities are as the estimator gives them: cross-validation showed no need to calibrate.'
      : `Probabilities were calibrated (${calibration.method}) on out-of-fold scores.`
  return modelCard(model, holdout, {
    seed,
    progress,
    title: problem.question,
    purpose: `To ${problem.objective}. It answers ${problem.answers.join(', ')}; what it refers, a person decides.`,
    owner: problem.owner,
    fairness: problem.protectedAttributes,
    limits: [
      ...problem.limits,
      `The threshold is the cheapest where a loan wrongly granted costs ${falsePositive} and one wrongly refused ${falseNegative}. All figures are of the label, before the policy refers anything to a person.`,
      probabilities,
    ],
  })
}
