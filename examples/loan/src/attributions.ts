import { explainTable, type Table } from '@millrace/core'
import type { z } from 'zod'
import type { ApprovalModel } from './build.ts'
import type { LoanCase } from './problem.ts'

/** How much each input column moves the model's score in the mean; columns that a feature combines share what it does. */
export async function attributionsOf(model: ApprovalModel, cases: Table<z.output<typeof LoanCase>>): Promise<Record<string, number>> {
  const attributions: Record<string, number> = {}
  for (const { columns, contributions } of (await explainTable(model, cases)).columns) {
    const mean = contributions.reduce((sum, contribution) => sum + Math.abs(contribution), 0) / contributions.length
    for (const column of columns) attributions[column] = (attributions[column] ?? 0) + mean / columns.length
  }
  return attributions
}
