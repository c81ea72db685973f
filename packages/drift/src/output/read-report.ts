import { deepFreeze, MillraceError } from '@millrace/core'
import type { z } from 'zod'
import type { DriftReport } from '../compare/drift-report.ts'
import { driftReport } from './schema/drift-report.ts'

/**
 * Takes a report from outside: JSON that was written by anyone. Its shape is checked against {@link driftReportSchema}, and that its lists of names
 * fit its columns.
 *
 * @param json - parsed JSON, best by `parseJson` of core, which limits its size
 * @returns a frozen report
 * @throws MillraceError `E_REPORT_INVALID` with the place of the first fault
 * @example
 * ```ts
 * import { readReport } from '@millrace/drift'
 *
 * readReport({ format: 'millrace/drift-report', schemaVersion: 2 }) // => throws E_REPORT_INVALID
 * ```
 * @category Output
 * @since 0.1.0
 */
export function readReport(json: unknown): DriftReport {
  const { data, error } = driftReport.safeParse(json)
  if (error !== undefined) {
    const [{ path, message }] = error.issues as [z.core.$ZodIssue]
    throw invalid(path.join('.').slice(0, 200), message.slice(0, 200))
  }
  checkNames(data)
  return deepFreeze(data)
}

function checkNames({ columns, ranked, drifted, nullsDrifted }: DriftReport): void {
  const expected = {
    ranked: columns,
    drifted: columns.filter((column) => column.drifted),
    nullsDrifted: columns.filter(({ nulls }) => nulls.drifted),
  }
  for (const [list, names] of Object.entries({ ranked, drifted, nullsDrifted })) {
    const known = new Set(expected[list as keyof typeof expected].map(({ column }) => column))
    const fits = names.length === known.size && names.every((name) => known.delete(name))
    if (!fits) throw invalid(list, 'names other columns than the report has')
  }
}

function invalid(place: string, fault: string): MillraceError {
  return new MillraceError({
    code: 'E_REPORT_INVALID',
    message: `${place === '' ? 'the report' : `'${place}' of the report`}: ${fault}; take it from a comparison by this version`,
    details: { place },
  })
}
