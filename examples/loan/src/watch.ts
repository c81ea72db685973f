import { fromRows, type PredictionLog, type Table } from '@millrace/core'
import { compare, type DriftReport, type GateResult, gate, readProfile } from '@millrace/drift'
import type { Registry } from '@millrace/registry'
import { predictionTable } from '@millrace/serve'
import type { z } from 'zod'
import type { ApprovalModel } from './build.ts'
import { Answered, problem } from './problem.ts'

/** What was served, and whether it still looks like what the model was made from. */
export interface Watched {
  readonly current: Table<z.output<typeof Answered>>
  /** Applications of which it is known what became of them. */
  readonly labelled: number
  readonly report: DriftReport
  readonly verdict: GateResult
}

/** Reads the prediction log of this demo, and compares it with the profile that the version in production was registered with. */
export async function watch(
  registry: Registry,
  log: PredictionLog,
  model: ApprovalModel,
  options: { readonly fromMs: number },
): Promise<Watched> {
  const served = await predictionTable(log, { model, query: options })
  const current = fromRows(
    Answered,
    Array.from(
      served.rows(),
      ({ actual, ...row }) => ({ ...row, [problem.target.column]: actual }) as unknown as z.output<typeof Answered>,
    ),
  )
  const labelled = current.filter((row) => row.Loan_Status !== null).rowCount
  const reference = readProfile(await registry.readProfile(`${problem.name}@production`))
  const report = await compare(reference, current)
  return { current, labelled, report, verdict: gate(report) }
}
