/**
 * The whole life of a model that decides on loans, from a file of past loans to the next model. Read it from top to bottom.
 *
 *     npm run demo                                              generated files
 *     npm run demo -- --data loans.csv --current new.csv        the lender's files
 *     npm run demo -- --serve                                   the server stays up
 */
import { once } from 'node:events'
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { MillraceError, saveModel, terminalProgress } from '@millrace/core'
import { initRepository, readCsv, split, version, writeCsv } from '@millrace/data'
import { renderDriftPage, toMarkdown, writeReport } from '@millrace/drift'
import { openRegistry, type Promotion } from '@millrace/registry'
import { createServer, openPredictionLog } from '@millrace/serve'
import { type DemoArguments, readArguments } from './arguments.ts'
import { build, filesOf, register } from './build.ts'
import { choose, compareCandidates, untuned } from './candidates.ts'
import { describeModel } from './card.ts'
import { decide } from './decide.ts'
import { approvalRates } from './explore.ts'
import { generateLoans } from './generate.ts'
import type { Approval } from './model.ts'
import { Application, Loan, LoanCase, problem } from './problem.ts'
import { explainRefusal } from './refusal.ts'
import { replay } from './replay.ts'
import { printClosing, printRates, say } from './report.ts'
import { retrain } from './retrain.ts'
import { summarize } from './summary.ts'
import { tuneCandidates } from './tuning.ts'
import { type Watched, watch } from './watch.ts'

const seed = 7
const production = `${problem.name}@production`

async function main(options: DemoArguments): Promise<void> {
  const { json, reports } = options
  using progress = terminalProgress()
  const work = join(reports, 'loan')
  await mkdir(work, { recursive: true })
  if (!options.keep) for (const folder of ['registry', 'predictions']) await rm(join(work, folder), { recursive: true, force: true })
  await using registry = await openRegistry(join(work, 'registry'))

  // Ingest. Every value is checked against the schema; a wrong one is named by line and column.
  const file = join(work, 'loans.csv')
  if (options.data === undefined) await writeCsv(generateLoans(600, { seed }), file)
  const loans = await readCsv(options.data ?? file, Loan, { progress })
  if (options.data !== undefined) await copyFile(options.data, file)
  const generated = '600 loans were generated, since no --data was given; they say nothing about real people.'
  say(json, options.data === undefined ? generated : `${loans.rowCount} loans read from ${options.data}.`)
  const applications = await readApplications(options.current, work)

  // Explore: who was granted a loan?
  if (!json) printRates(await approvalRates(loans, ['Credit_History', 'Property_Area', ...problem.protectedAttributes]))

  // Version, as DVC does: the pointer names the digest of the bytes, and so does the model's lineage.
  await initRepository(work)
  const dataset = await version(file)
  say(json, `\nData version ${dataset.digest}, pointer ${relative(process.cwd(), dataset.pointerPath)}`)

  // Split. The held-out rows are touched once, at the end.
  const [past, heldOut] = split(loans, { test: 0.2, stratify: problem.target.column, seed })
  const withoutNumber = LoanCase.keyof().options
  const [fitting, holdout] = [past.select(...withoutNumber), heldOut.select(...withoutNumber)]

  // Tune what has params worth searching, compare candidates by cross-validated log loss, train the best, evaluate it and describe it. All of it is recorded.
  const made = await registry.withRun(problem.name, { name: 'demo', dataset, seed }, async (run) => {
    const tuned = await tuneCandidates(fitting, { run, seed, progress })
    const specs = [...untuned(), ...tuned.map(({ spec }) => spec)]
    const candidates = await compareCandidates(specs, fitting, { run, seed, progress })
    const chosen = choose(candidates)
    const built = await build(chosen, fitting, holdout, { run, seed, progress })
    const card = await describeModel(built, holdout, { seed, progress })
    const files = filesOf(built.model, card)
    return {
      tuned,
      specs,
      candidates,
      chosen,
      built,
      card,
      files,
      version: await register(registry, built, fitting.concat(holdout), { run, files }),
    }
  })
  const cardFile = join(reports, 'model-card.html')
  await writeFile(cardFile, made.card.html)
  await writeFile(join(reports, 'model-card.md'), made.card.markdown)

  // Gate and promote. The gate compares with the holder on rows that neither was trained on; an empty registry has no holder.
  const promotion = await registry.promote(made.version, 'production', { require: problem.required, beats: 'production' })
  requireHolder(promotion)

  // A folder is all that another process needs: one that imports core alone decides on the held-out loans.
  const folder = join(work, 'model')
  const saved = await saveModel(made.built.model, folder, { overwrite: true, files: made.files })
  const undecided = heldOut.select(...Loan.omit({ Loan_Status: true }).keyof().options)
  const decisions = await decide(folder, undecided, work)

  // Whoever is refused is told why.
  const refusal = explainRefusal(made.built.model, undecided, decisions)

  // Serve whatever holds the alias, and log what is served.
  await using source = registry.follow<Approval>(production)
  const { model: champion } = await source.ready()
  await using log = await openPredictionLog(join(work, 'predictions'))
  await using server = createServer({ model: source, log, page: { title: problem.question } })
  const { url } = await server.listen({ port: 0 })

  // New applications come in over HTTP, and later what became of them.
  const fromMs = Date.now()
  const served = await replay(url, applications)

  // Watch. The log is compared with what the version was registered with; the gate says whether that is still the same.
  await log.flush()
  const watched = await watch(registry, log, { model: champion, cases: fitting.concat(holdout), fromMs, seed })
  const { report, windows, verdict } = watched
  await writeReport(join(reports, 'drift.json'), report)
  await writeFile(join(reports, 'drift.md'), toMarkdown(report, { gate: verdict }))
  await writeFile(join(reports, 'drift.html'), renderDriftPage(report, { gate: verdict, windows }))

  // Retrain when the gate failed, and promote only a challenger that beats the champion. The server follows the alias by itself.
  const notRetrained = whyNotRetrain(watched)
  const retrained =
    notRetrained === null
      ? await registry.withRun(problem.name, { name: 'retraining', seed }, (run) =>
          retrain(registry, { champion, specs: made.specs, fitting, current: watched.current }, { run, seed, progress }),
        )
      : null
  await source.refresh?.()

  const holder = await registry.version(production)
  const results = {
    ...made,
    source: options.data ?? 'generated',
    loans,
    dataset,
    cardFile,
    decisions,
    refusal,
    holder,
    served,
    watched,
    retrained,
    notRetrained,
  }
  const summary = summarize(results)
  await writeFile(join(reports, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  if (json) console.log(JSON.stringify(summary))
  else printClosing({ ...results, promotion, heldOut, saved, answering: source.current()?.served.version, reports })

  if (options.serve) {
    console.error(`\nThe model is served at ${url}/ until Ctrl-C.`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  }
  if (options.gate && !watched.verdict.passed) process.exitCode = 1
}

/** The file of new applications; without one, applications of times that change in the middle, with what became of them. */
async function readApplications(current: string | undefined, work: string) {
  const file = current ?? join(work, 'applications.csv')
  if (current === undefined) await writeCsv(generateLoans(1_000, { seed: seed + 1, changedFrom: 500 }), file)
  return readCsv(file, Application)
}

/** A challenger is trained when there is need, and enough to learn from and to be judged on; no labels are invented. */
function whyNotRetrain({ verdict, labelled }: Watched): string | null {
  if (verdict.passed) return 'the gate passed'
  if (labelled === 0) return 'no application says what became of it'
  return labelled < 200 ? `only ${labelled} applications say what became of them` : null
}

/** Without a holder there is nothing to serve. */
function requireHolder({ promoted, from, checks }: Promotion): void {
  if (promoted || from !== null) return
  const why = checks.flatMap((check) => (check.passed ? [] : [check.why])).join('; ')
  throw new MillraceError({ code: 'E_NOT_PROMOTED', message: `no model may decide: ${why}`, details: {} })
}

try {
  await main(readArguments())
} catch (error) {
  if (!MillraceError.isInstance(error)) throw error
  console.error(`error: ${error.message}`)
  process.exitCode = 1
}
