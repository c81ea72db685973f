import { findColumn, MillraceError, type Model, type Table } from '@millrace/core'
import { scoreTable } from '../../evaluation/score-table.ts'
import { groupRows } from './group-rows.ts'
import { type Rate, type RateRatio, rate, rateRatio } from './rate.ts'

/**
 * Which groups are compared, and how.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface FairnessOptions<Row> {
  /** The column whose values are the groups: a protected attribute, which the model need not read. */
  readonly by: keyof Row & string
  /** For a number: where its cells `[a, b)` are cut, strictly increasing. @defaultValue its values where there are at most 12, else its quartiles */
  readonly edges?: readonly number[] | undefined
  /** The group that others are compared with, as text. @defaultValue the largest group with a value */
  readonly reference?: string | undefined
  /** Confidence of the intervals, in (0, 1). @defaultValue 0.95 */
  readonly confidence?: number | undefined
}

/**
 * What a model does to one group.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface GroupFairness {
  /** The value as text; null for rows without one. */
  readonly group: string | null
  /** Number of rows. */
  readonly rows: number
  /** Share of the rows that get the positive label. */
  readonly selectionRate: Rate | null
  /** Of the rows whose true label is positive, the share that get it; null where there are none. */
  readonly truePositiveRate: Rate | null
  /** Of the rows whose true label is not positive, the share that get it all the same; null where there are none. */
  readonly falsePositiveRate: Rate | null
  /** Mean probability of the positive label; it lies in the interval of `observedRate` where the group is calibrated. */
  readonly meanProbability: number
  /** Share of the rows whose true label is positive. */
  readonly observedRate: Rate | null
  /** Selection rate divided by that of the reference; 1 for the reference itself, null where either rate is 0. */
  readonly disparateImpact: RateRatio | null
}

/**
 * A model's answers by group.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface Fairness {
  /** The column. */
  readonly by: string
  /** The group that others are compared with. */
  readonly reference: string
  /** Confidence of the intervals. */
  readonly confidence: number
  /** The groups in order of their values, those without one last. */
  readonly groups: readonly GroupFairness[]
  /** The least ratio of a group to the reference; null where no group has one. */
  readonly leastDisparateImpact: number | null
  /** Groups whose ratio is below 0.8 ("four-fifths rule"), with its interval: one that reaches above 0.8 may be chance. */
  readonly belowFourFifths: readonly { readonly group: string | null; readonly ratio: RateRatio }[]
}

/**
 * Compares how a model of two classes treats groups of held-out rows: selection, errors, calibration, each with its interval.
 *
 * Rates of small groups are uncertain: read the intervals before the estimates. Equal selection rates, equal error rates and calibration in each group cannot all hold
 * where base rates differ, so a person has to say which matters. Rates have Wilson's interval, ratios that of Katz.
 *
 * @param model - a model of two classes
 * @param table - labelled rows that it was not trained on, with the column of the groups
 * @param options - the column, cells, reference, confidence
 * @returns frozen JSON
 * @throws MillraceError `E_COLUMN_UNKNOWN` when the table has no such column, `E_FAIRNESS_REFERENCE` when the reference is no group; `E_TARGET_NULL`, `E_TARGET_UNKNOWN_LABEL`,
 * `E_SCORE_NULL` as `evaluate`
 * @throws RangeError when the confidence is not within 0 and 1, or edges do not increase
 * @see A. Chouldechova, Fair prediction with disparate impact (2017), on what cannot hold at once
 * @see Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4 D, for four fifths
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, fairness, logisticRegression, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ income: z.number(), gender: z.enum(['f', 'm']), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ income }) => ({ income }))
 * const target = binary('repaid', { positive: 'yes' })
 * const spec = defineModel({ name: 'repayment', features, target, trainer: logisticRegression(), monitored: ['gender'] })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ income: i, gender: i % 2 ? 'f' : 'm', repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const model = await train(spec, loans, { seed: 7 })
 * const { groups, reference } = fairness(model, loans, { by: 'gender' })
 * groups.map(({ group, rows }) => [group, rows]) // => [['f', 20], ['m', 20]]
 * reference // => 'f'
 * ```
 * @category Studies
 * @since 0.1.0
 */
export function fairness<Label, Row>(model: Model<never, Label>, table: Table<Row>, options: FairnessOptions<NoInfer<Row>>): Fairness {
  const { by, edges, confidence = 0.95 } = options
  checkOptions(edges, confidence)
  const spec = findColumn(table.schema, by)
  if (spec === undefined) {
    throw new MillraceError({
      code: 'E_COLUMN_UNKNOWN',
      message: `fairness: the table has no column '${by}' to group by`,
      details: { column: by },
    })
  }
  const { label, probability } = scoreTable(model, table as Table)
  const { threshold } = model.definition.target
  const measured = groupRows(table as Table, spec, edges).map(({ group, rows }) => {
    const count = (condition: (row: number) => boolean) => rows.reduce((sum, row) => sum + Number(condition(row)), 0)
    const selected = (row: number) => probability[row]! >= threshold
    const positive = count((row) => label[row] === 1)
    const part = (some: number, of: number) => rate(some, of, confidence)
    return {
      group,
      rows: rows.length,
      selectionRate: part(count(selected), rows.length),
      truePositiveRate: part(
        count((row) => label[row] === 1 && selected(row)),
        positive,
      ),
      falsePositiveRate: part(
        count((row) => label[row] === 0 && selected(row)),
        rows.length - positive,
      ),
      meanProbability: rows.reduce((sum, row) => sum + probability[row]!, 0) / rows.length,
      observedRate: part(positive, rows.length),
    }
  })
  const reference = referenceOf(measured, options)
  const groups = measured.map((one): GroupFairness => {
    const disparateImpact =
      one === reference ? { estimate: 1, lower: 1, upper: 1 } : rateRatio(one.selectionRate, reference.selectionRate, confidence)
    return Object.freeze({ ...one, disparateImpact })
  })
  const compared = groups.flatMap(({ group, disparateImpact }) => (disparateImpact === null ? [] : [{ group, ratio: disparateImpact }]))
  const others = compared.filter(({ group }) => group !== reference.group)
  return Object.freeze({
    by,
    reference: reference.group,
    confidence,
    groups: Object.freeze(groups),
    leastDisparateImpact: others.length === 0 ? null : Math.min(...others.map(({ ratio }) => ratio.estimate)),
    belowFourFifths: Object.freeze(others.filter(({ ratio }) => ratio.estimate < 0.8)),
  })
}

function referenceOf<G extends { readonly group: string | null; readonly rows: number }>(
  groups: readonly G[],
  { by, reference }: { readonly by: string; readonly reference?: string | undefined },
): G & { readonly group: string } {
  const named = groups.filter((one): one is G & { readonly group: string } => one.group !== null)
  const found =
    reference === undefined
      ? named.reduce<(typeof named)[number] | undefined>(
          (best, one) => (best === undefined || one.rows > best.rows ? one : best),
          undefined,
        )
      : named.find(({ group }) => group === reference)
  if (found !== undefined) return found
  const known = named.slice(0, 20).map(({ group }) => `'${group}'`)
  throw new MillraceError({
    code: 'E_FAIRNESS_REFERENCE',
    message:
      named.length === 0
        ? `fairness: no row has a value of '${by}'`
        : `fairness: '${by}' has no group '${reference}'; there are ${known.join(', ')}`,
    details: { column: by, reference: reference ?? null },
  })
}

function checkOptions(edges: readonly number[] | undefined, confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new RangeError(`fairness: the confidence is ${confidence}, not a number within 0 and 1`)
  const ordered = edges?.every((edge, i) => Number.isFinite(edge) && (i === 0 || edge > edges[i - 1]!)) ?? true
  if (!ordered || edges?.length === 0)
    throw new RangeError(`fairness: the edges ${edges?.join(', ')} are not finite and strictly increasing`)
}
