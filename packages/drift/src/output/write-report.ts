import type { DriftReport } from '../compare/drift-report.ts'
import { readReport } from './read-report.ts'
import { writeFileAtomically } from './write-file.ts'

/**
 * Writes a report as JSON: beside the file first, and renamed when it has reached the disk, so that whoever watches for it never reads half.
 *
 * What is written keeps {@link driftReportSchema}: a figure that is not finite is refused, never written as NaN or null.
 *
 * @param path - of the file, which is replaced
 * @param report - of {@link compare}
 * @throws MillraceError `E_REPORT_INVALID` when the report does not keep its schema; `E_FILE_UNWRITABLE` when the system refuses, and what was
 *   there stays
 * @example
 * ```ts
 * import { parseJson, readFileLimited, fromRows } from '@millrace/core'
 * import { compare, defineMonitor, profile, readReport, writeReport } from '@millrace/drift'
 * import { z } from 'zod'
 *
 * const Loan = z.object({ amount: z.number() })
 * const loans = fromRows(Loan, Array.from({ length: 300 }, (_, i) => ({ amount: i })))
 * await writeReport('report.json', await compare(await profile(defineMonitor(Loan), loans), loans))
 * readReport(parseJson(await readFileLimited('report.json', { maxBytes: 1_000_000 }))).drifted // => []
 * ```
 * @category Output
 * @since 0.1.0
 */
export async function writeReport(path: string, report: DriftReport): Promise<void> {
  readReport(report)
  await writeFileAtomically(path, jsonText(report))
}

/** JSON for people too, with its line end. */
export const jsonText = (value: DriftReport | object): string => `${JSON.stringify(value, null, 2)}\n`
