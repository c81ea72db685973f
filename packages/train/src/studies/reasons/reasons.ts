import type { Explanation, Json, Model } from '@millrace/core'
import { probabilityOf } from '../../calibration/probability-of.ts'

/**
 * Which reasons are wanted, and how they are worded.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface ReasonsOptions {
  /** Most reasons, 1 to 100; notices of adverse action name up to four. @defaultValue 4 */
  readonly most?: number | undefined
  /** Whether reasons against the positive label are wanted, those for it, or both. @defaultValue 'against' */
  readonly direction?: 'against' | 'for' | 'both' | undefined
  /** Names of columns for people, as pairs. @defaultValue the column's name, split into words */
  readonly names?: Iterable<readonly [column: string, name: string]> | undefined
}

/**
 * Why a score is what it is.
 *
 * @category Studies
 * @since 0.1.0
 */
export interface Reason {
  /** The input columns; several where a feature combines them. */
  readonly columns: readonly string[]
  /** Their values in the row. */
  readonly values: readonly Json[]
  /** Whether they count against the positive label or for it. */
  readonly direction: 'against' | 'for'
  /** What they add to the score, in its units: log-odds, or probability for a forest. */
  readonly contribution: number
  /** By how much they move the probability: the row's, less what it would be without the contribution; -1 to 1. */
  readonly probabilityChange: number
  /** In words and numbers: `Credit history is 0: lowers the probability by 31 points`. */
  readonly text: string
}

/**
 * Says why a row got its score: the input columns that count most against the positive label, in words and numbers, as a notice of adverse action needs.
 *
 * Contributions are those of `model.explain`: exact for linear models against the average training row, TreeSHAP for trees. They say what the model did, not what would
 * change its answer.
 *
 * @param model - a model of two classes
 * @param row - a row as it is served
 * @param options - how many, which, and names for people
 * @returns the reasons, the largest first; fewer where fewer columns count that way
 * @throws MillraceError as `model.explain`; `E_PROBABILITY_NOT_OF_SCORE` when the probability rests on more than the score
 * @throws RangeError when `most` is out of range
 * @see Regulation B, 12 CFR 1002.9(b)(2), and its commentary on the number of reasons
 * @example
 * ```ts
 * import { defineFeatures, fromRows } from '@millrace/core'
 * import { binary, defineModel, logisticRegression, reasons, train } from '@millrace/train'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ yearlyIncome: z.number(), repaid: z.enum(['yes', 'no']) })
 * const features = defineFeatures(Loan, ({ yearlyIncome }) => ({ yearlyIncome }))
 * const spec = defineModel({ name: 'repayment', features, target: binary('repaid', { positive: 'yes' }), trainer: logisticRegression() })
 * const loans = fromRows(Loan, Array.from({ length: 40 }, (_, i) => ({ yearlyIncome: i, repaid: i % 5 < i / 10 ? 'yes' : 'no' })))
 * const [reason] = reasons(await train(spec, loans, { seed: 7 }), { yearlyIncome: 2 })
 * reason?.direction // => 'against'
 * reason?.text // => 'Yearly income is 2: lowers the probability by 30 points'
 * ```
 * @category Studies
 * @since 0.1.0
 */
export function reasons<In>(model: Model<In, unknown>, row: In, options: ReasonsOptions = {}): readonly Reason[] {
  const { most = 4, direction = 'against', names = [] } = options
  if (!(Number.isInteger(most) && most >= 1 && most <= 100)) throw new RangeError(`reasons: most is ${most}, not an integer from 1 to 100`)
  const explanation = model.explain(row)
  const changes = probabilityChanges(model, explanation)
  const wordsFor = new Map(names)
  const values = row as Readonly<Record<string, Json | undefined>>
  return Object.freeze(
    explanation.contributions
      .map(({ columns, contribution }, i): Reason => {
        const facts = columns.map((column) => ({ name: wordsFor.get(column) ?? humanise(column), value: values[column] ?? null }))
        return Object.freeze({
          columns,
          values: Object.freeze(facts.map(({ value }) => value)),
          direction: contribution < 0 ? 'against' : 'for',
          contribution,
          probabilityChange: changes[i]!,
          text: `${capitalise(facts.map(({ name, value }) => `${name} ${value === null ? 'is not known' : `is ${shown(value)}`}`).join(' and '))}: ${effect(changes[i]!)}`,
        })
      })
      .filter((reason) => reason.contribution !== 0 && (direction === 'both' || reason.direction === direction))
      .slice(0, most),
  )
}

function probabilityChanges(model: Model<never, unknown>, { score, contributions }: Explanation): Float64Array {
  const without = probabilityOf(model.definition, Float64Array.of(score, ...contributions.map(({ contribution }) => score - contribution)))
  return without.subarray(1).map((probability) => without[0]! - probability)
}

function effect(change: number): string {
  const points = Math.round(Math.abs(change) * 100)
  if (points === 0) return `${change < 0 ? 'lowers' : 'raises'} the probability by less than a point`
  return `${change < 0 ? 'lowers' : 'raises'} the probability by ${points} ${points === 1 ? 'point' : 'points'}`
}

/** `Credit_History` and `creditHistory` become `credit history`. */
function humanise(column: string): string {
  return column
    .replaceAll(/[_\-.]+/g, ' ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .trim()
    .toLowerCase()
}

const capitalise = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

const shown = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'number' ? String(Number(value.toPrecision(6))) : String(value)
}
