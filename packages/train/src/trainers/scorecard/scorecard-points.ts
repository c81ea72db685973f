import { featurePrefix, type Model, runGraph, schemaFromColumns, tableOfRows } from '@millrace/core'
import { type ScorecardBin, type ScorecardFeature, scorecardOf } from './points-table.ts'

/**
 * What one feature adds to a row's points.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export interface FeaturePoints {
  /** Name of the feature. */
  readonly feature: string
  /** Its value for the row, a code where it is a category; null where there is none. */
  readonly value: number | null
  /** The bin that the value is in. */
  readonly bin: ScorecardBin
  /** Points of the bin. */
  readonly points: number
  /** Points of the feature's best bin above these, from 0. */
  readonly lost: number
}

/**
 * A row scored in points.
 *
 * @category Scorecard
 * @since 0.1.0
 */
export interface ScorecardPoints {
  /** The score, not rounded: it is what the log-odds of the model are. */
  readonly total: number
  /** The features in the order of the scorecard; their points and base points sum to the total. */
  readonly features: readonly FeaturePoints[]
  /** The features that lost points against their best bin, the most first: reasons for a notice of adverse action. */
  readonly reasons: readonly FeaturePoints[]
}

/**
 * Scores a row of a scorecard in points, and says where points were lost.
 *
 * @param model - a model that `scorecard` was trained for, as trained or as loaded
 * @param row - a row as `predict` takes it
 * @returns total, points by feature, and reasons
 * @throws MillraceError `E_SCORECARD_ABSENT` when the model's estimator is no scorecard; `E_ROWS_INVALID` when the row breaks the model's columns
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, scorecard, scorecardPoints, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), repaid: z.boolean() })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const spec = defineModel({ name: 'card', features, target: binary('repaid', { positive: true }), trainer: scorecard() })
 * const loans = fromRows(Loan, Array.from({ length: 200 }, (_, i) => ({ income: i, repaid: i % 5 < i / 50 })))
 * const model = await train(spec, loans, { seed: 7 })
 * scorecardPoints(model, { income: 190 }).reasons.length // => 0
 * scorecardPoints(model, { income: 3 }).reasons.map(({ feature }) => feature) // => ['income']
 * ```
 * @category Scorecard
 * @since 0.1.0
 */
export function scorecardPoints<In>(model: Model<In, unknown>, row: NoInfer<In>): ScorecardPoints {
  const table = scorecardOf(model)
  const values = featureValues(model, row, table.features)
  const features = table.features.map((feature, k): FeaturePoints => {
    const value = values[k]!
    const bin = binOf(feature, value)
    const best = Math.max(...feature.bins.map(({ points }) => points))
    return { feature: feature.name, value: Number.isNaN(value) ? null : value, bin, points: bin.points, lost: best - bin.points }
  })
  const total = features.reduce((sum, { points }) => sum + points, table.basePoints)
  const reasons = features.filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost)
  return { total, features, reasons }
}

function featureValues({ definition }: Model<never>, row: unknown, features: readonly ScorecardFeature[]): number[] {
  const { graph, inputs } = definition
  const one = tableOfRows(schemaFromColumns(inputs), [row as Readonly<Record<string, unknown>>])
  const outputs = new Map(features.map(({ name }) => [name, graph.outputs.get(`${featurePrefix}${name}`)!]))
  const columns = runGraph({ ...graph, outputs }, one)
  return features.map(({ name }) => {
    const column = columns.get(name)!
    return column.type === 'number' ? column.values[0]! : Number.NaN
  })
}

function binOf({ kind, bins }: ScorecardFeature, value: number): ScorecardBin {
  const missing = bins.at(-1)!
  if (Number.isNaN(value)) return missing
  if (kind === 'category') return bins.find(({ categories }) => categories?.includes(Math.trunc(value))) ?? missing
  return bins.find((bin) => !bin.missing && (bin.high === null || value <= bin.high)) ?? missing
}
