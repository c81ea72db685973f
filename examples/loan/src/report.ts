import { join, relative } from 'node:path'
import type { SavedModel, Table, Trainer } from '@millrace/core'
import type { CrossValidation, Evaluation } from '@millrace/train'
import { textTable } from './console-table.ts'
import type { approvalRates } from './explore.ts'
import { problem } from './problem.ts'
import type { Decision } from './score.ts'

/** A trainer and how it did. */
export interface Candidate {
  readonly trainer: Trainer
  readonly validation: CrossValidation
  readonly canExplain: boolean
}

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
export interface Closing {
  readonly candidates: readonly Candidate[]
  readonly chosen: Candidate
  readonly evaluation: Evaluation
  readonly threshold: number
  readonly decisions: readonly Decision[]
  readonly holdout: Table<{ readonly [K in 'Loan_ID' | (typeof problem.protectedAttributes)[number]]: string | null }>
  readonly saved: SavedModel
  readonly reports: string
}

/** Prints what happened and where to look. */
export function printClosing(closing: Closing): void {
  const { candidates, chosen, evaluation, threshold, decisions, holdout, saved, reports } = closing
  console.log('\nCandidates, five-fold cross-validation')
  console.log(
    textTable(
      ['candidate', 'log loss', '±', 'AUC', 'accuracy', ''],
      candidates.map((candidate) => {
        const { logLoss, auc, accuracy } = candidate.validation.summary
        const note = candidate === chosen ? '← chosen' : candidate.canExplain ? '' : 'cannot explain itself yet'
        return [candidate.trainer.name, logLoss.mean, logLoss.deviation, auc.mean, accuracy.mean, note]
      }),
    ),
  )

  console.log(`\n${chosen.trainer.name} on ${evaluation.metrics.rows} held-out loans, threshold ${threshold.toFixed(3)}`)
  const intervals = Object.entries(evaluation.intervals).map(([metric, { estimate, lower, upper }]) => [metric, estimate, lower, upper])
  console.log(textTable(['metric', 'value', 'from', 'to (95 %)'], intervals))

  console.log('\nApproved, by protected attributes that the model does not read')
  console.log(textTable(['attribute', 'value', 'applications', 'approved'], approvedBy(holdout, decisions)))

  console.log('\nDecisions on new applications')
  for (const { id, decision, probability, because, reasons } of decisions.slice(0, 5)) {
    console.log(`  ${id}  ${decision.padEnd(7)}  ${(100 * probability).toFixed(0)} %  ${because}`)
    for (const reason of reasons) console.log(`             ${reason}`)
  }

  const count = (answer: string) => decisions.filter(({ decision }) => decision === answer).length
  console.log(
    `\n${textTable(
      ['what happened', ''],
      [
        ['applications decided', String(decisions.length)],
        ...problem.answers.map((answer): [string, string] => [`  ${answer}`, String(count(answer))]),
        ['model', saved.digest.slice(0, 19)],
        ['model folder', relative(process.cwd(), saved.folder)],
        ['decisions', relative(process.cwd(), join(reports, 'loan', 'decisions.ndjson'))],
        ['summary', relative(process.cwd(), join(reports, 'summary.json'))],
      ],
    )}`,
  )
}

function approvedBy(holdout: Closing['holdout'], decisions: readonly Decision[]): (string | number)[][] {
  const approved = new Map(decisions.map(({ id, decision }) => [id, decision === 'approve' ? 1 : 0]))
  return problem.protectedAttributes.flatMap((attribute) => {
    const groups = new Map<string, number[]>()
    for (const row of holdout.rows()) {
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
