/**
 * From a file of past loan applications to decisions on new ones. Read it from top to bottom.
 *
 *     npm run demo                          a generated file
 *     npm run demo -- --data loans.csv      the lender's file
 *     npm run demo -- --json                the summary on standard output
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MillraceError, saveModel, terminalProgress } from '@millrace/core'
import { initRepository, readCsv, split, version, writeCsv } from '@millrace/data'
import { applyPolicy, chooseThreshold, crossValidate, dummy, evaluate, logisticRegression, mlRandomForest, train } from '@millrace/train'
import { readArguments } from './arguments.ts'
import { approvalRates } from './explore.ts'
import { generateLoans } from './generate.ts'
import { approval } from './model.ts'
import { lendingPolicy } from './policy.ts'
import { Application, Loan, problem } from './problem.ts'
import { type Candidate, printClosing, printRates, say } from './report.ts'
import type { Decision } from './score.ts'

const seed = 7

async function main(): Promise<void> {
  const { data, json, reports } = readArguments()
  using progress = terminalProgress()
  const work = join(reports, 'loan')
  await mkdir(work, { recursive: true })

  // Ingest. Every value is checked against the schema; a wrong one is named by line and column.
  const file = join(work, 'loans.csv')
  if (data === undefined) await writeCsv(generateLoans(600, seed), file)
  const loans = await readCsv(data ?? file, Loan, { progress })
  if (data !== undefined) await copyFile(data, file)
  say(
    json,
    data === undefined
      ? '600 loans were generated, since no --data was given; they say nothing about real people.'
      : `${loans.rowCount} loans read from ${data}.`,
  )

  // Explore: who was granted a loan?
  if (!json) printRates(await approvalRates(loans, ['Credit_History', 'Property_Area', ...problem.protectedAttributes]))

  // Version, as DVC does: the pointer names the digest of the bytes, and so does the model's lineage.
  await initRepository(work)
  const dataset = await version(file)
  say(json, `\nData version ${dataset.digest}, pointer ${relative(process.cwd(), dataset.pointerPath)}`)

  // Split. The held-out rows are touched once, at the end.
  const [fitting, holdout] = split(loans, { test: 0.2, stratify: problem.target.column, seed })

  // Compare candidates by cross-validated log loss. Only a model that can explain itself may decide.
  const trainers = [dummy(), logisticRegression(), mlRandomForest({ trees: 10 })]
  const candidates: Candidate[] = []
  for (const trainer of trainers) {
    const validation = await crossValidate(approval(trainer), fitting, { folds: 5, seed, progress })
    candidates.push({ trainer, validation, canExplain: trainer.name !== 'ml-random-forest' })
  }
  const chosen = candidates
    .filter(({ canExplain }) => canExplain)
    .reduce((best, one) => (one.validation.summary.logLoss.mean < best.validation.summary.logLoss.mean ? one : best))

  // Train the chosen one on all fitting rows; its threshold is the one that costs least on rows that no model had seen.
  const trained = await train(approval(chosen.trainer), fitting, { seed, progress })
  const { model: costed, threshold } = chooseThreshold(trained, chosen.validation.outOfFold, problem.costs)
  const model = applyPolicy(costed, lendingPolicy(threshold))

  // Evaluate on the held-out rows, with intervals, and save the folder that a server loads.
  const evaluation = evaluate(model, holdout, { seed })
  const folder = join(work, 'model')
  const saved = await saveModel(model, folder, {
    overwrite: true,
    files: { 'evaluation.json': JSON.stringify(evaluation.metrics, null, 2) },
  })

  // New applications: nobody has decided on these. A second process, which imports core alone, does.
  const applications = join(work, 'applications.csv')
  await writeCsv(holdout.select(...Application.keyof().options), applications)
  const decisions = await decide(folder, await readCsv(applications, Application), work)

  const summary = {
    data: { source: data ?? 'generated', rows: loans.rowCount, digest: dataset.digest },
    candidates: candidates.map(({ trainer, validation }) => ({ name: trainer.name, metrics: means(validation.summary) })),
    chosen: { name: chosen.trainer.name, metrics: figures(evaluation.metrics) },
    scored: { rows: decisions.length, approved: decisions.filter(({ decision }) => decision === 'approve').length },
  }
  await writeFile(join(reports, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  if (json) console.log(JSON.stringify(summary))
  else printClosing({ candidates, chosen, evaluation, threshold, decisions, holdout, saved, reports })
}

/** Hands applications to the second process and reads its decisions. */
async function decide(folder: string, applications: Awaited<ReturnType<typeof readCsv>>, work: string): Promise<Decision[]> {
  const input = join(work, 'applications.ndjson')
  const output = join(work, 'decisions.ndjson')
  await writeFile(input, Array.from(applications.rows(), (row) => `${JSON.stringify(row)}\n`).join(''))
  const script = fileURLToPath(new URL('./score.ts', import.meta.url))
  const scorer = spawn(process.execPath, [...process.execArgv, script, folder, input, output], { stdio: 'inherit' })
  const [code] = (await once(scorer, 'exit')) as [number | null]
  if (code !== 0)
    throw new MillraceError({ code: 'E_SCORING_FAILED', message: `the scoring process ended with ${code}`, details: { code } })
  return (await readFile(output, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Decision)
}

const figures = ({ auc, accuracy, logLoss }: { readonly auc: number; readonly accuracy: number; readonly logLoss: number }) => ({
  auc,
  accuracy,
  logLoss,
})
const means = (summary: Candidate['validation']['summary']) =>
  figures({ auc: summary.auc.mean, accuracy: summary.accuracy.mean, logLoss: summary.logLoss.mean })

try {
  await main()
} catch (error) {
  if (!MillraceError.isInstance(error)) throw error
  console.error(`error: ${error.message}`)
  process.exitCode = 1
}
