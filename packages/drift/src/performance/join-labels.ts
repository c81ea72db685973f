import type { BinaryTarget, Feedback, LoggedPrediction } from '@millrace/core'
import { optionError } from '../internal/errors.ts'
import type { JoinedLabels } from './joined-labels.ts'
import { inputError } from './performance-input.ts'

/**
 * How feedback is joined.
 *
 * @category Performance
 * @since 0.1.0
 */
export interface JoinLabelsOptions {
  /** The two labels: the target of the model's definition. */
  readonly target: Pick<BinaryTarget, 'positive' | 'negative'>
  /** Feedback beside what predictions carry themselves, in any order. @defaultValue none */
  readonly feedback?: Iterable<Feedback> | AsyncIterable<Feedback> | undefined
  /** Now, in milliseconds since 1970-01-01 UTC: what came later is not known yet. @defaultValue the latest time of any prediction or feedback */
  readonly asOfMs?: number | undefined
  /** Age in milliseconds by which a label should be there; above 0. @defaultValue never: a label may always come yet */
  readonly dueMs?: number | undefined
}

/** Most identifiers that are given by name. */
const mostUnknown = 100

/** The feedback that counts for one prediction. */
interface Known {
  readonly label: 0 | 1
  readonly atMs: number
  readonly changed: boolean
}

/**
 * Joins predictions of a model of two labels with what turned out to be true, by the identifier of the prediction.
 *
 * Labels come late and more than once: of several the one of the latest time counts, of equally late ones the last given. A prediction without a label is pending
 * until the label is due, and overdue from then on.
 *
 * @param predictions - served predictions, as a prediction log reads them back, in any order
 * @param options - labels, feedback, and the clock
 * @returns columns in order of time, equal times by identifier, and counts of what was found
 * @throws MillraceError `E_PERFORMANCE_INPUT` when both labels are one, a time is not finite, or a prediction has no probability of one label as
 * those of several classes and of numbers; `E_DRIFT_OPTION` when the due age is not above 0
 * @example
 * ```ts
 * import { joinLabels } from '@millrace/drift'
 *
 * const served = (id: string, atMs: number, probability: number) => ({
 *   id, atMs, model: 'repayment', version: 1, row: {}, prediction: { score: 0, probability, label: 'yes' },
 * })
 * const feedback = [{ id: 'a', label: 'no', atMs: 500 }, { id: 'a', label: 'yes', atMs: 900 }, { id: 'x', label: 'yes', atMs: 900 }]
 * const target = { positive: 'yes', negative: 'no' }
 * const joined = await joinLabels([served('a', 100, 0.8), served('b', 200, 0.4)], { target, feedback, asOfMs: 1000 })
 * joined.labels // => Float64Array.of(1, NaN)
 * joined.counts.changed // => 1
 * joined.unknownIds // => ['x']
 * ```
 * @category Performance
 * @since 0.1.0
 */
export async function joinLabels(
  predictions: Iterable<LoggedPrediction> | AsyncIterable<LoggedPrediction>,
  { target, feedback = [], asOfMs, dueMs }: JoinLabelsOptions,
): Promise<JoinedLabels> {
  if (target.positive === target.negative)
    throw inputError({ function: 'joinLabels', fault: `both labels are ${JSON.stringify(target.positive)}` })
  if (dueMs !== undefined && !(dueMs > 0)) throw optionError({ function: 'joinLabels', option: 'dueMs', value: dueMs, range: 'above 0' })
  const served = new Map<string, LoggedPrediction>()
  const reports: Feedback[] = []
  let repeated = 0
  for await (const prediction of predictions) {
    checkTime(prediction.atMs, `prediction '${prediction.id}'`)
    if (served.has(prediction.id)) repeated++
    else served.set(prediction.id, prediction)
    if (prediction.feedback !== undefined) reports.push(prediction.feedback)
  }
  for await (const report of feedback) reports.push(report)
  for (const { id, atMs } of reports) checkTime(atMs, `the feedback to '${id}'`)
  const now = asOfMs ?? latest(served.values(), reports)
  checkTime(now, 'now')
  const past = [...served.values()].filter(({ atMs }) => atMs <= now)
  const { known, ...taken } = latestByPrediction(reports, { target, now })
  const columns = columnsOf(past, known)
  const due = dueMs ?? Infinity
  const count = (holds: (row: number) => boolean) => past.reduce((sum, _, row) => sum + Number(holds(row)), 0)
  const isKnown = (row: number) => !Number.isNaN(columns.labels[row]!)
  const unknownIds = [...known.keys()].filter((id) => !served.has(id))
  return Object.freeze({
    ...columns,
    asOfMs: now,
    dueMs: dueMs ?? null,
    counts: Object.freeze({
      predictions: past.length,
      repeated,
      labelled: count(isKnown),
      late: count((row) => isKnown(row) && columns.labelledAtMs[row]! - columns.atMs[row]! > due),
      pending: count((row) => !isKnown(row) && now - columns.atMs[row]! < due),
      overdue: count((row) => !isKnown(row) && now - columns.atMs[row]! >= due),
      replaced: taken.replaced,
      changed: [...known].filter(([id, { changed }]) => changed && served.has(id)).length,
      invalid: taken.invalid,
      future: taken.future + served.size - past.length,
      unknown: unknownIds.length,
    }),
    unknownIds: Object.freeze(unknownIds.slice(0, mostUnknown)),
  })
}

function latestByPrediction(
  reports: readonly Feedback[],
  { target, now }: { readonly target: JoinLabelsOptions['target']; readonly now: number },
) {
  const known = new Map<string, Known>()
  const counts = { replaced: 0, invalid: 0, future: 0 }
  for (const { id, label, atMs } of reports.toSorted((a, b) => a.atMs - b.atMs)) {
    if (atMs > now) counts.future++
    else if (label !== target.positive && label !== target.negative) counts.invalid++
    else {
      const earlier = known.get(id)
      const own = label === target.positive ? 1 : 0
      if (earlier?.label === own && earlier.atMs === atMs) continue
      if (earlier !== undefined) counts.replaced++
      known.set(id, { label: own, atMs, changed: earlier !== undefined && (earlier.changed || earlier.label !== own) })
    }
  }
  return { known, ...counts }
}

function columnsOf(served: readonly LoggedPrediction[], known: ReadonlyMap<string, Known>) {
  const inOrder = served.toSorted((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
  return {
    ids: Object.freeze(inOrder.map(({ id }) => id)),
    atMs: Float64Array.from(inOrder, ({ atMs }) => atMs),
    scores: Float64Array.from(inOrder, probabilityOf),
    labels: Float64Array.from(inOrder, ({ id }) => known.get(id)?.label ?? Number.NaN),
    labelledAtMs: Float64Array.from(inOrder, ({ id }) => known.get(id)?.atMs ?? Number.NaN),
  }
}

function probabilityOf({ id, prediction }: LoggedPrediction): number {
  if (!('probability' in prediction) || 'probabilities' in prediction) {
    throw inputError({
      function: 'joinLabels',
      fault: `prediction '${id}' has no probability of a positive label; give those of a model of two labels`,
      details: { id },
    })
  }
  return prediction.probability
}

function latest(served: Iterable<LoggedPrediction>, reports: readonly Feedback[]): number {
  let last = 0
  for (const { atMs } of served) last = Math.max(last, atMs)
  for (const { atMs } of reports) last = Math.max(last, atMs)
  return last
}

function checkTime(timeMs: number, what: string): void {
  if (!Number.isFinite(timeMs))
    throw inputError({ function: 'joinLabels', fault: `the time of ${what} is ${timeMs}; give milliseconds since 1970-01-01 UTC` })
}
