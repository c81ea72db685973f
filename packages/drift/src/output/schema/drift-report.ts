import { z } from 'zod'
import type { DriftReport } from '../../compare/drift-report.ts'
import { columnDrift } from './column-drift.ts'
import { approvalChange, domainDrift, performanceReport, qualityCheck, segmentDrift } from './sections.ts'
import { count, flag, milliseconds, oneOf, shapes, share, text } from './vocabulary.ts'

/** A drift report, as files hold it. */
export const driftReport = z.strictObject({
  format: z.literal('millrace/drift-report'),
  schemaVersion: z.literal(1),
  monitor: text,
  significance: share,
  correction: oneOf<DriftReport['correction']>({ 'benjamini-hochberg': true, bonferroni: true, none: true }),
  mode: oneOf<DriftReport['mode']>({ millrace: true, evidently: true }),
  dataset: z.strictObject({ drifted: flag, share, threshold: share }).nullable(),
  reference: z.strictObject({ rows: count, digest: text.nullable(), raw: flag }),
  current: z.strictObject({
    rows: count,
    digest: text.nullable(),
    fromMs: milliseconds.nullable(),
    toMs: milliseconds.nullable(),
  }),
  columns: z.array(columnDrift),
  target: columnDrift.nullable(),
  predictions: z.array(columnDrift),
  ranked: z.array(text),
  drifted: z.array(text),
  nullsDrifted: z.array(text),
  quality: z.array(qualityCheck),
  approval: approvalChange.nullable(),
  segments: z.array(segmentDrift),
  performance: performanceReport.nullable(),
  domain: domainDrift.nullable(),
}) satisfies z.ZodType<DriftReport>
driftReport.register(shapes, {
  id: 'DriftReport',
  description: 'How current rows differ from a reference, column by column, and what else is known of them.',
})
