import type { AnyFeatureSpec, Table, Trainer, WorkOptions } from '@millrace/core'
import { normalSurvival } from '@millrace/core/distributions'
import { optionError } from '../internal/errors.ts'
import { unitInterval } from '../performance/performance-figures.ts'
import { areaOutOfFold } from './area-out-of-fold.ts'
import { classifyDomains } from './classify-domains.ts'
import { domainFeatures } from './domain-features.ts'
import { sampleDomains } from './sample-domains.ts'

/**
 * What a classifier that tells current from reference rows says; strict JSON.
 *
 * @category Domain classifier
 * @since 0.1.0
 */
export interface DomainDrift {
  /** Area under the ROC curve out of fold, in [0, 1]; 0.5 means that the sides cannot be told apart. */
  readonly auc: number
  /** 95 % interval of it. */
  readonly interval: { readonly lower: number; readonly upper: number }
  /** One-sided p-value of an area of 0.5. */
  readonly pValue: number
  /** From which area on a significant difference is drift. */
  readonly floor: number
  /** Significant, and the area is at its floor or above it. */
  readonly drifted: boolean
  /** Rows of either side that took part. */
  readonly sizes: { readonly reference: number; readonly current: number }
  /** Columns by their share in telling the sides apart, greatest first; shares add up to 1. */
  readonly attributions: readonly { readonly column: string; readonly share: number }[]
}

/**
 * Rows of both sides.
 *
 * @category Domain classifier
 * @since 0.1.0
 */
export interface TwoTables {
  /** What the model was trained on, or rows like it. */
  readonly reference: Table
  /** What it sees now. */
  readonly current: Table
}

/**
 * How {@link domainDrift} works.
 *
 * @category Domain classifier
 * @since 0.1.0
 */
export interface DomainDriftOptions extends WorkOptions {
  /** Learns to tell the sides apart: `gradientBoosting` of `@millrace/train`, or any other that learns two labels. */
  readonly trainer: Trainer
  /** Where samples, folds and the trainer's randomness start. */
  readonly seed: number
  /** Columns that it may look at; leave out identifiers, times of writing, and labels that come late. @defaultValue those that `features` may read, or all of the reference */
  readonly columns?: readonly string[] | undefined
  /**
   * What is learnt from, where the default will not do; it must not learn from a target.
   *
   * @defaultValue numbers as they are; of text columns the 20 most frequent levels one by one, and the others in up to 20 groups by alphabet; whether a value is null.
   * Nulls of numbers are their mean where the trainer takes none
   */
  readonly features?: AnyFeatureSpec | undefined
  /** Parts of the rows that are left out and told apart in turn, an integer from 2 to 20. @defaultValue 5 */
  readonly folds?: number | undefined
  /** Most rows of either side, drawn at random from more; an integer from 50 on. @defaultValue 10,000 */
  readonly rows?: number | undefined
  /** p-values below this are significant; in (0, 0.5]. @defaultValue 0.05 */
  readonly significance?: number | undefined
  /** From which area on a significant difference is drift; in [0.5, 1). @defaultValue 0.55 */
  readonly floor?: number | undefined
}

/**
 * Tells whether a classifier can tell current from reference rows: drift of columns together, which no test of one column shows.
 *
 * Rows are labelled by their side and split into folds, each side evenly; each fold is scored by a model of the others. The area under the ROC curve is the mean of
 * the folds', with DeLong's variance. Folds share the rows they learn from, by which the mean varies more than its parts tell: the variance is raised as Nadeau and
 * Bengio propose, without which drift would be found too often where there is none. Attributions are the mean absolute contributions to the score of left-out rows.
 *
 * A column that differs by as much as a clock does tells the sides apart perfectly and says nothing: leave out times, serial numbers and identifiers. Rows must not
 * depend on each other.
 *
 * @param tables - rows of both sides
 * @param options - trainer, seed and what is learnt from
 * @returns area, p-value and attributions; area 0.5 without attributions where no column varies
 * @throws MillraceError `E_DOMAIN_ROWS` when a side has fewer rows than twice the folds, `E_DRIFT_OPTION` when an option is out of range, `E_FEATURE_NULL` when a
 * feature is null and the trainer takes no null, `E_SCORE_NULL` when its model gives no score, `E_COLUMN_UNKNOWN` and `E_TABLE_INVALID` when sides do not have the same
 * columns; and as `fit` and the trainer
 * @see D. Lopez-Paz and M. Oquab, Revisiting classifier two-sample tests, ICLR 2017
 * @see E. LeDell et al., Computationally efficient confidence intervals for cross-validated area under the ROC curve estimates, Electronic Journal of Statistics 9 (2015)
 * @see C. Nadeau and Y. Bengio, Inference for the generalization error, Machine Learning 52 (2003)
 * @example
 * ```ts
 * import { fromRows, type Trainer } from '@millrace/core'
 * import { domainDrift } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const sumOf: Trainer = {
 *   specVersion: 1, name: 'sum', params: {}, acceptsNull: false, tasks: ['binary'],
 *   fit: async ({ names }) => ({
 *     operations: [{ op: 'linear', weights: new Float64Array(names.length).fill(1), intercept: 0, means: new Float64Array(names.length) }],
 *     scale: 'log-odds', diagnostics: {}, warnings: [],
 *   }),
 * }
 * const rows = (shift: number) => fromRows(z.object({ x: z.number() }), Array.from({ length: 100 }, (_, i) => ({ x: i + shift })))
 * const { auc, drifted, attributions } = await domainDrift({ reference: rows(0), current: rows(50) }, { trainer: sumOf, seed: 7 })
 * auc > 0.8 && drifted // => true
 * attributions // => [{ column: 'x', share: 1 }]
 * ```
 * @category Domain classifier
 * @since 0.1.0
 */
export async function domainDrift(tables: TwoTables, options: DomainDriftOptions): Promise<DomainDrift> {
  const { trainer, seed, features, folds = 5, rows = 10_000, significance = 0.05, floor = 0.55, signal, progress } = options
  checkOptions({ folds, rows, significance, floor, tasks: trainer.tasks })
  const columns = options.columns ?? (features ?? tables.reference).schema.columns.map(({ name }) => name)
  const sample = sampleDomains(tables, { columns, folds, rows, seed })
  const spec = features ?? domainFeatures(sample.table, { acceptsNull: trainer.acceptsNull })
  if (spec.names.length === 0) return nothingVaries(sample.sizes, floor)
  const { scores, contributions } = await classifyDomains(sample, { trainer, seed, spec, signal, progress })
  const { auc, standardError } = areaOutOfFold(scores, sample)
  const pValue = standardError > 0 ? normalSurvival((auc - 0.5) / standardError) : Number(auc <= 0.5)
  const basis = Math.min(sample.sizes.reference, sample.sizes.current)
  return Object.freeze({
    auc,
    interval: unitInterval({ value: auc, basis }, standardError),
    pValue,
    floor,
    drifted: pValue < significance && auc >= floor,
    sizes: sample.sizes,
    attributions: sharesOf(contributions),
  })
}

function sharesOf(contributions: ReadonlyMap<string, number>): DomainDrift['attributions'] {
  const total = [...contributions.values()].reduce((sum, one) => sum + one, 0)
  if (total === 0) return Object.freeze([])
  const shares = [...contributions].map(([column, contribution]) => Object.freeze({ column, share: contribution / total }))
  return Object.freeze(shares.sort((a, b) => b.share - a.share))
}

function nothingVaries(sizes: DomainDrift['sizes'], floor: number): DomainDrift {
  const interval = Object.freeze({ lower: 0.5, upper: 0.5 })
  return Object.freeze({ auc: 0.5, interval, pValue: 1, floor, drifted: false, sizes, attributions: Object.freeze([]) })
}

interface Checked extends Readonly<Record<'folds' | 'rows' | 'significance' | 'floor', number>> {
  readonly tasks: Trainer['tasks']
}

function checkOptions({ folds, rows, significance, floor, tasks }: Checked): void {
  const check = (option: string, value: unknown, holds: boolean, range: string) => {
    if (!holds) throw optionError({ function: 'domainDrift', option, value, range })
  }
  check('folds', folds, Number.isInteger(folds) && folds >= 2 && folds <= 20, 'an integer from 2 to 20')
  check('rows', rows, Number.isSafeInteger(rows) && rows >= 50, 'an integer from 50 on')
  check('significance', significance, significance > 0 && significance <= 0.5, 'in (0, 0.5]')
  check('floor', floor, floor >= 0.5 && floor < 1, 'in [0.5, 1)')
  check('trainer', tasks.join(), tasks.includes('binary'), 'a trainer of two labels')
}
