import type { ColumnDrift, DriftReport, Effect } from '../compare/drift-report.ts'
import { frequencyBeside, frequencyBetween, limitWords } from './chance-words.ts'
import { directionWords, effectWords, floorWords } from './effect-words.ts'
import { amount, inSentence, percent } from './figures.ts'
import { testWords } from './test-words.ts'

const longestFailure = 400

/**
 * How the verdict on a column was reached, in sentences that need no statistics: how large the difference is, how often chance makes one as large, and from
 * where on a difference counts. A second sentence says it where the share of empty values drifted.
 *
 * @param column - a column of the report
 * @param report - the report it is of, for its sizes, its significance and its correction
 * @returns one sentence or two, in English; it may hold text from data (categories, reasons of failure), so escape it for where it goes
 * @example
 * ```ts
 * import { fromRows } from '@millrace/core'
 * import { compare, defineMonitor, explainVerdict, profile } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = (shift: number) => fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: i + shift })))
 * const reference = loans(0)
 * const report = await compare(await profile(defineMonitor(Loan), reference), loans(90), { reference })
 * explainVerdict(report.columns[0]!, report).startsWith('The 300 current values are typically higher than the 300 of the reference') // => true
 * ```
 * @category Reports
 * @since 0.1.0
 */
export function explainVerdict(column: ColumnDrift, report: DriftReport): string {
  const sentences = [
    column.failure !== null || column.effect === null
      ? failureWords(column)
      : report.mode === 'evidently'
        ? evidentlyWords(column, report)
        : judgedWords(column, column.effect, report),
    column.nulls.drifted && nullWords(column, report),
  ]
  return sentences.filter((sentence) => sentence !== false).join(' ')
}

const failureWords = ({ failure }: ColumnDrift) =>
  `This column could not be compared${failure === null ? '' : `: ${inSentence(failure, longestFailure)}`}; that is no sign that it is stable.`

function judgedWords(column: ColumnDrift, effect: Effect, report: DriftReport): string {
  const isAlike = column.verdict === 'stable'
  const { than, detail } = isAlike ? { than: 'much like', detail: '' } : directionWords(column)
  const [now, before] = sizesOf(column, report)
  const lead = `The ${now} current ${now === '1' ? 'value is' : 'values are'} ${than} the ${before} of the reference: ${detail}${effectWords(column)}.`
  return `${lead} ${column.pValue === null ? distanceEnd(column, effect) : chanceEnd(column, effect, report)}`
}

/** Values on either side, without the empty ones. */
function sizesOf({ nulls }: ColumnDrift, { current, reference }: DriftReport): readonly [now: string, before: string] {
  const count = (rows: number, share: number | null) => Math.round(rows * (1 - (share ?? 0))).toLocaleString('en')
  return [count(current.rows, nulls.current), count(reference.rows, nulls.reference)]
}

function chanceEnd(column: ColumnDrift, effect: Effect, report: DriftReport): string {
  const limit = limitWords(report.significance)
  const chance = `A difference this large comes by chance in ${chanceWords(column, report)}`
  const floor = `${floorWords(effect)} from which a difference counts as drift`
  switch (column.verdict) {
    case 'drifted':
      return `${chance}, so chance hardly explains it (the limit is ${limit}), and it reaches the ${floor}.`
    case 'small':
      return `${chance}, so chance hardly explains it (the limit is ${limit}), but it is small: below the ${floor}.`
    case 'inconclusive':
      return `${chance}, and drift means less than ${limit} and at least ${floorWords(effect)}: the counts kept of the reference leave both possible, and its raw values must decide.`
    default:
      return (column.adjustedPValueBounds?.lower ?? column.adjustedPValue ?? 1) < report.significance
        ? `${chance} (the limit is ${limit}); in any case the difference is below the ${floor}.`
        : `${chance}; only below ${limit} would it be more than chance.`
  }
}

function chanceWords(column: ColumnDrift, report: DriftReport): string {
  const { pValue, pValueBounds, adjustedPValue, adjustedPValueBounds } = column
  const often = (value: number | null, bounds: ColumnDrift['pValueBounds']) =>
    bounds === null ? frequencyBeside(value ?? 1, report.significance) : frequencyBetween(bounds, report.significance)
  const raw = often(pValue, pValueBounds)
  const together = familyOf(column, report)
  if (together < 2 || report.correction === 'none' || adjustedPValue === null) return `${raw} such comparisons`
  const adjusted = often(adjustedPValue, adjustedPValueBounds)
  const allowing = `allowing for the ${together} columns tested together`
  return `${raw} such comparisons (${adjusted === raw ? `even ${allowing}` : `${allowing}: ${adjusted}`})`
}

function familyOf({ role }: ColumnDrift, { columns, predictions }: DriftReport): number {
  const family = role === 'input' ? columns : role === 'prediction' ? predictions : []
  return family.filter(({ pValue }) => pValue !== null).length
}

function distanceEnd({ verdict, noise }: ColumnDrift, effect: Effect): string {
  const floor = `the ${amount(effect.floor)} from which it counts as drift`
  if (verdict === 'drifted') return `That is ${noise === null ? '' : 'more than noise, and '}not below ${floor}.`
  if (verdict === 'small') return `That is more than noise, but below ${floor}.`
  return noise !== null && effect.value <= noise ? 'That is no more than noise.' : `That is below ${floor}.`
}

/** Evidently has one threshold a test, and looks at neither noise nor the number of columns. */
function evidentlyWords({ test, pValue, effect, verdict }: ColumnDrift, { significance }: DriftReport): string {
  const outcome = verdict === 'drifted' ? 'drift' : 'no drift'
  const { full, plain } = testWords[test]
  if (effect?.name === 'distance' || pValue === null) {
    return `By Evidently’s default rule: the ${full} (${plain}) is ${amount(effect?.value ?? 0)}, and from ${amount(effect?.floor ?? 0)} on it says drift, so this is ${outcome}; noise is not looked at.`
  }
  return `By Evidently’s default rule: the ${full} (${plain}) finds a difference as large by chance in ${frequencyBeside(pValue, significance)} comparisons, and below ${limitWords(significance)} it says drift, so this is ${outcome}; the number of columns is not looked at.`
}

function nullWords(column: ColumnDrift, { significance }: DriftReport): string {
  const { reference, current, adjustedPValue } = column.nulls
  const way = (current ?? reference) > reference ? 'rose' : 'fell'
  const chance =
    adjustedPValue === null ? '' : `, a change that comes by chance in ${frequencyBeside(adjustedPValue, significance)} comparisons`
  return `The share of empty values ${way} from ${percent(reference)} to ${percent(current)}${chance}: it drifted.`
}
