/**
 * The second process: it knows nothing of how the model was made. It imports core alone, loads the folder, and decides on new applications.
 *
 *     tsx src/score.ts MODEL_FOLDER APPLICATIONS.ndjson DECISIONS.ndjson
 */
import { createReadStream } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { type Contribution, loadModel, MillraceError, parseJson } from '@millrace/core'
import type { Approval } from './model.ts'

/** A decision with its main reasons, for the person whom it concerns. */
export interface Decision {
  readonly id: string
  readonly decision: string
  readonly probability: number
  readonly because: string
  readonly reasons: readonly string[]
}

try {
  const [folder, applications, decisions] = process.argv.slice(2) as [string, string, string]
  const model = await loadModel<Approval>(folder)
  const lines: string[] = []
  for await (const line of createInterface({ input: createReadStream(applications) })) {
    const application = parseJson(line) as unknown as Parameters<typeof model.explain>[0] & { readonly Loan_ID: string }
    const { decision, reason, probability } = model.predict(application)
    const reasons = model
      .explain(application)
      .contributions.slice(0, 3)
      .map((contribution) => inWords(contribution, application))
    lines.push(JSON.stringify({ id: application.Loan_ID, decision, probability, because: reason, reasons }))
  }
  await writeFile(decisions, `${lines.join('\n')}\n`)
} catch (error) {
  if (!MillraceError.isInstance(error)) throw error
  console.error(`error: ${error.message}`)
  process.exitCode = 1
}

/** `credit history 0 counts against (-2.41)`. */
function inWords({ columns, contribution }: Contribution, application: Readonly<Record<string, unknown>>): string {
  const facts = columns.map(
    (column) =>
      `${column
        .replaceAll('_', ' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()} ${application[column] ?? 'unknown'}`,
  )
  return `${facts.join(' and ')} ${contribution < 0 ? 'counts against' : 'counts in favour'} (${contribution < 0 ? '' : '+'}${contribution.toFixed(2)})`
}
