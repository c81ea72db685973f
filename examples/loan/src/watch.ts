import { type Evidence, fromRows, type PredictionLog, type Table } from '@millrace/core'
import {
  compare,
  compareWindows,
  type DriftReport,
  domainDrift,
  type GateResult,
  gate,
  readProfile,
  type WindowsReport,
} from '@millrace/drift'
import type { Registry } from '@millrace/registry'
import { type PredictionRow, predictionTable } from '@millrace/serve'
import { logisticRegression } from '@millrace/train'
import type { z } from 'zod'
import { attributionsOf } from './attributions.ts'
import type { ApprovalModel } from './build.ts'
import { type Performance, performanceOf } from './performance.ts'
import { Answered, type LoanCase, problem } from './problem.ts'

/** What was served, and whether it still looks like what the model was made from. */
export interface Watched extends Performance {
  readonly current: Table<z.output<typeof Answered>>
  /** Applications of which it is known what became of them. */
  readonly labelled: number
  readonly report: DriftReport
  readonly windows: WindowsReport
  readonly verdict: GateResult
}

/** What was served, and what it is held against. */
export interface Watching {
  readonly model: ApprovalModel
  /** The cases that the model was made from. */
  readonly cases: Table<z.output<typeof LoanCase>>
  /** Since when. */
  readonly fromMs: number
  readonly seed: number
}

/** Reads the prediction log of this demo, and compares it with the profile and the evidence that the version in production was registered with. */
export async function watch(registry: Registry, log: PredictionLog, { model, cases, fromMs, seed }: Watching): Promise<Watched> {
  const current = answeredOf(await predictionTable(log, { model, query: { fromMs } }))
  const production = `${problem.name}@production`
  const reference = readProfile(await registry.readProfile(production))
  const evidence = (await registry.readEvidence(production)) as Evidence
  const { threshold } = model.definition.target

  const attributions = await attributionsOf(model, cases)
  const performance = performanceOf(current, { evidence, threshold })
  const columns = reference.columns.filter(({ role }) => role === 'input').map(({ column }) => column)
  const domain = await domainDrift({ reference: cases, current }, { trainer: logisticRegression(), columns, seed })
  const report = await compare(reference, current, { attributions, performance: performance.realised ?? performance.estimated, domain })
  const windows = await compareWindows(reference, current, { attributions })
  const labelled = current.filter(({ Loan_Status }) => Loan_Status !== null).rowCount
  return { ...performance, current, labelled, report, windows, verdict: gate(report) }
}

/** What became of an application stands where the file of past loans has it. */
function answeredOf(served: Table<Pick<PredictionRow<unknown, string>, 'actual' | 'decision'>>): Watched['current'] {
  const rows = Array.from(served.rows(), ({ actual, ...row }) => ({
    ...row,
    [problem.target.column]: actual,
    approved: row.decision === 'approve',
  }))
  return fromRows(Answered, rows as unknown as z.output<typeof Answered>[])
}
