import { MillraceError, type Model } from '@millrace/core'

/**
 * A bin of a scorecard and its points.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export interface ScorecardBin {
  /** Lower end of a range of numbers, which is outside it; null where there is none. */
  readonly low: number | null
  /** Upper end of a range of numbers, which is inside it; null where there is none. */
  readonly high: number | null
  /** Codes of the categories; null where the feature is a number, and for the bin of null. */
  readonly categories: readonly number[] | null
  /** Whether it is the bin of null, and of categories that are in no other. */
  readonly missing: boolean
  /** Share of the training weight, 0 to 1. */
  readonly share: number
  /** Share of the bad outcome in the bin, 0 to 1; null where the bin is empty. */
  readonly badRate: number | null
  /** Weight of evidence: log-odds of the positive label above those of all rows. */
  readonly woe: number
  /** What the bin adds to the feature's information value. */
  readonly information: number
  /** What the bin adds to the score, not rounded. */
  readonly points: number
}

/**
 * A feature of a scorecard.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export interface ScorecardFeature {
  /** Name of the feature. */
  readonly name: string
  /** Whether its bins are ranges or sets of categories. */
  readonly kind: 'number' | 'category'
  /** Weight of its evidence in the log-odds; 1 where it says nothing that others say. */
  readonly coefficient: number
  /** Standard error of the coefficient, null where it is not known. */
  readonly standardError: number | null
  /** Two-sided p-value of the coefficient against 0, null where it is not known. */
  readonly pValue: number | null
  /** Information value: 0 says nothing, from 0.02 on something, from 0.5 on suspiciously much. */
  readonly informationValue: number
  /** Ranges by rising numbers or categories by rising share of the positive label, and the bin of null last. */
  readonly bins: readonly ScorecardBin[]
}

/**
 * The points of a scorecard.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export interface PointsTable {
  /** The score at the base odds. */
  readonly baseScore: number
  /** Odds of the good outcome against the bad one at the base score. */
  readonly baseOdds: number
  /** Points by which the odds double. */
  readonly pointsToDoubleOdds: number
  /** Which label is the good outcome, towards which points rise. */
  readonly goodLabel: 'positive' | 'negative'
  /** Points of a row beside those of its bins: 0, unless there is no feature. */
  readonly basePoints: number
  /** The features; a score is the sum of one bin of each. */
  readonly features: readonly ScorecardFeature[]
}

/**
 * Reads the points table of a scorecard from its model.
 *
 * @param model - a model that `scorecard` was trained for, as trained or as loaded
 * @returns the table
 * @throws MillraceError `E_SCORECARD_ABSENT` when the model's estimator is no scorecard
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, scorecard, scorecardOf, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.boolean() })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'card', features, target: binary('repaid', { positive: true }), trainer: scorecard() })
 * const loans = fromRows(Loan, Array.from({ length: 200 }, (_, i) => ({ income: i, repaid: i % 5 < i / 50 })))
 * const { features: characteristics } = scorecardOf(await train(spec, loans, { seed: 7 }))
 * characteristics.map(({ name }) => name) // => ['income']
 * ```
 * @category Scorecard
 * @since 0.1.0
 */
export function scorecardOf(model: Pick<Model<never>, 'definition' | 'name'>): PointsTable {
  const { kind, diagnostics } = model.definition.estimator
  const table = diagnostics.scorecard
  if (kind === 'scorecard' && table !== undefined) return table as unknown as PointsTable
  throw new MillraceError({
    code: 'E_SCORECARD_ABSENT',
    message: `scorecardOf: the estimator of the model '${model.name}' is '${kind}' and no scorecard; train it with scorecard()`,
    details: { model: model.name, kind },
  })
}
