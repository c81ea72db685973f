import { join, relative } from 'node:path'
import type { SavedModel, Table } from '@millrace/core'
import type { PerformanceFigure, PerformanceReport } from '@millrace/drift'
import type { Promotion } from '@millrace/registry'
import { textTable } from './console-table.ts'
import type { approvalRates } from './explore.ts'
import { problem } from './problem.ts'
import type { Decision } from './score.ts'
import type { Results } from './summary.ts'
import type { Watched } from './watch.ts'

/** Prints a line, unless the summary goes out as JSON. */
export function say(json: boolean, text: string): void {
  if (!json) console.log(text)
}

/** Prints approval rates by column. */
export function printRates(rates: Awaited<ReturnType<typeof approvalRates>>): void {
  console.log('\nApproval rates in the file')
  const rows = rates.map(({ column, value, loans, rate }) => [column, value, loans, rate])
  console.log(textTable(['column', 'value', 'loans', 'granted'], rows))
}

/** What the closing tables are made of. */
export interface Closing extends Results {
  readonly promotion: Promotion
  readonly heldOut: Table<{ readonly [K in 'Loan_ID' | (typeof problem.protectedAttributes)[number]]: string | null }>
  readonly saved: SavedModel
  /** The version that the server answers with at the end. */
  readonly answering: number | null | undefined
  readonly reports: string
}

/** Prints what happened and where to look. */
export function printClosing(closing: Closing): void {
  const { chosen, built, decisions, refusal, heldOut } = closing
  const { evaluation, threshold, calibration } = built
  printCandidates(closing)

  const probabilities = calibration.method === null ? 'no calibration needed' : `calibrated by ${calibration.method}`
  console.log(
    `\n${chosen.spec.trainer.name} on ${evaluation.metrics.rows} held-out loans, ${probabilities}, threshold ${threshold.toFixed(3)}`,
  )
  const intervals = Object.entries(evaluation.intervals).map(([metric, { estimate, lower, upper }]) => [metric, estimate, lower, upper])
  console.log(textTable(['metric', 'value', 'from', 'to (95 %)'], intervals))

  console.log('\nApproved, by protected attributes that the model does not read')
  console.log(textTable(['attribute', 'value', 'applications', 'approved'], approvedBy(heldOut, decisions)))

  console.log('\nDecisions on new applications')
  for (const { id, decision, probability, because, reasons } of decisions.slice(0, 5)) {
    console.log(`  ${id}  ${decision.padEnd(7)}  ${(100 * probability).toFixed(0)} %  ${because}`)
    for (const reason of reasons) console.log(`             ${reason}`)
  }

  if (refusal !== null) {
    const { id, decision, probability, reasons } = refusal
    console.log(`\nWhy ${id} got "${decision}", at a probability of ${(100 * probability).toFixed(0)} %`)
    for (const reason of reasons) console.log(`  ${reason}`)
  }

  printDrift(closing)
  console.log(`\n${textTable(['what happened', ''], whatHappened(closing))}`)
}

function printCandidates({ tuned, candidates, chosen }: Closing): void {
  console.log('\nParams by cross-validation')
  for (const { spec, best, trials } of tuned) {
    const params = Object.entries(best.params).map(([name, value]) => `${name} ${value}`)
    console.log(`  ${spec.trainer.name}: ${params.join(', ')}; the best of ${trials} trials`)
  }
  console.log('\nCandidates, five-fold cross-validation')
  console.log(
    textTable(
      ['candidate', 'log loss', '±', 'AUC', 'accuracy', ''],
      candidates.map((candidate) => {
        const { logLoss, auc, accuracy } = candidate.validation.summary
        const note = candidate === chosen ? '← chosen' : ''
        return [candidate.spec.trainer.name, logLoss.mean, logLoss.deviation, auc.mean, accuracy.mean, note]
      }),
    ),
  )
}

function printDrift({ watched: { report, verdict } }: Closing): void {
  console.log(`\nNew applications against the training file: ${report.drifted.length} of ${report.columns.length} columns drifted`)
  const byName = new Map(report.columns.map((column) => [column.column, column]))
  console.log(
    textTable(
      ['column', 'test', 'effect', 'adjusted p', 'share in the score', ''],
      report.ranked.map((name) => {
        const { test, effect, adjustedPValue, importance, verdict, nulls } = byName.get(name)!
        return [
          name,
          test,
          effect?.value.toFixed(3) ?? '',
          adjustedPValue?.toPrecision(2) ?? '',
          percent(importance ?? 0),
          nulls.drifted ? `${verdict}, nulls drifted` : verdict,
        ]
      }),
    ),
  )
  for (const { level, message } of verdict.reasons) if (level === 'fail') console.log(`  ${message}`)
}

/** `estimated 0.75 (0.66 to 0.84), measured 0.78 (0.75 to 0.80); 0.76 held out`. */
function accuracies({ estimated, realised }: Watched): string {
  const accuracyOf = ({ figures }: PerformanceReport) => figures.find(({ metric }) => metric === 'accuracy')!
  const inWords = ({ value, interval }: PerformanceFigure) =>
    `${value?.toFixed(2)} (${interval?.lower.toFixed(2)} to ${interval?.upper.toFixed(2)})`
  const measured = realised === null ? '' : `, measured ${inWords(accuracyOf(realised))}`
  return `estimated ${inWords(accuracyOf(estimated))}${measured}; ${accuracyOf(estimated).reference?.toFixed(2)} held out`
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function whatHappened(closing: Closing): [string, string][] {
  const { decisions, promotion, served, watched, retrained, notRetrained, holder, answering, saved, reports } = closing
  const {
    report: { approval },
    verdict,
  } = watched
  const count = (answer: string) => decisions.filter(({ decision }) => decision === answer).length
  const path = (...parts: string[]) => relative(process.cwd(), join(reports, ...parts))
  const refusals = ({ checks }: Promotion) => checks.flatMap(({ passed, why }) => (passed ? [] : [why])).join('; ')
  return [
    ['held-out loans decided', String(decisions.length)],
    ...problem.answers.map((answer): [string, string] => [`  ${answer}`, String(count(answer))]),
    [
      'first gate',
      promotion.promoted ? `version ${promotion.version} promoted` : `version ${promotion.version} refused: ${refusals(promotion)}`,
    ],
    [
      'requests served',
      `${served.requests}, ${served.errors} failed; p50 ${served.p50Ms.toFixed(1)} ms, p99 ${served.p99Ms.toFixed(1)} ms`,
    ],
    ['labels that came back', String(watched.labelled)],
    ['approved', approval === null ? 'nobody knows' : `${percent(approval.current)}, ${percent(approval.reference)} in the training file`],
    ['accuracy', accuracies(watched)],
    ['errs more often', watched.errsMoreFrom === null ? 'no' : `clear after ${watched.errsMoreFrom} labels`],
    ['drift gate', `${verdict.outcome}: ${verdict.reasons.map(({ rule }) => rule).join(', ') || 'nothing to say'}`],
    [
      'retrained',
      retrained === null
        ? `no: ${notRetrained}`
        : `version ${retrained.version}, ${retrained.promoted ? 'promoted' : `refused: ${refusals(retrained)}`}`,
    ],
    ['production', `${holder.model} version ${holder.version}; the server answers with version ${answering}`],
    ['model folder', `${relative(process.cwd(), saved.folder)}, ${saved.digest.slice(0, 19)}`],
    ['decisions', path('loan', 'decisions.ndjson')],
    ['model card', path('model-card.html')],
    ['drift report', `${path('drift.html')}; the same as .json and .md`],
    ['runs and versions', `npm run millrace -- runs list --registry ${path('loan', 'registry')}`],
    ['summary', path('summary.json')],
  ]
}

function approvedBy(heldOut: Closing['heldOut'], decisions: readonly Decision[]): (string | number)[][] {
  const approved = new Map(decisions.map(({ id, decision }) => [id, decision === 'approve' ? 1 : 0]))
  return problem.protectedAttributes.flatMap((attribute) => {
    const groups = new Map<string, number[]>()
    for (const row of heldOut.rows()) {
      const value = row[attribute] ?? '(unknown)'
      groups.set(value, [...(groups.get(value) ?? []), approved.get(row.Loan_ID ?? '') ?? 0])
    }
    return [...groups].map(([value, outcomes]) => [
      attribute,
      value,
      outcomes.length,
      outcomes.reduce((sum, one) => sum + one, 0) / outcomes.length,
    ])
  })
}
