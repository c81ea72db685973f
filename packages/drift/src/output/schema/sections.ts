import { z } from 'zod'
import type { ApprovalChange } from '../../compare/approval-change.ts'
import type { DomainDrift } from '../../domain/domain-drift.ts'
import { qualityChecks } from '../../gate/check-policy.ts'
import type { PerformanceMetric, PerformanceReport } from '../../performance/performance-report.ts'
import type { QualityCheck, QualityCheckName } from '../../quality/quality-check.ts'
import type { SegmentDrift } from '../../segments/segment-drift.ts'
import { columnDrift } from './column-drift.ts'
import { amount, count, flag, number, oneOf, range, shapes, share, sizes, text } from './vocabulary.ts'

/** The change of the approval rate. */
export const approvalChange = z.strictObject({
  column: text,
  threshold: number,
  approve: oneOf<ApprovalChange['approve']>({ 'at-least': true, below: true }),
  reference: share,
  current: share,
  change: z.number().min(-1).max(1),
  interval: range,
  pValue: share,
  sizes,
}) satisfies z.ZodType<ApprovalChange>
approvalChange.register(shapes, { id: 'ApprovalChange', description: 'How the share of approved rows changed.' })

/** Every check by name. */
export const qualityCheckName = z.enum<readonly QualityCheckName[]>(qualityChecks)

/** One check of the data's quality. */
export const qualityCheck = z.strictObject({
  check: qualityCheckName,
  column: text.nullable(),
  status: oneOf<QualityCheck['status']>({ passed: true, failed: true, skipped: true }),
  reference: number.nullable(),
  current: number.nullable(),
  limit: number.nullable(),
  adjustedPValue: share.nullable(),
  message: text,
}) satisfies z.ZodType<QualityCheck>
qualityCheck.register(shapes, { id: 'QualityCheck', description: 'What one check of the data says.' })

const judged = { column: true, role: true, verdict: true, test: true, pValue: true, adjustedPValue: true, effect: true } as const

/** One segment. */
export const segmentDrift = z.strictObject({
  column: text,
  value: text,
  rows: sizes,
  status: oneOf<SegmentDrift['status']>({ judged: true, 'too-small': true, new: true, gone: true }),
  columns: z.array(columnDrift.pick(judged)),
  drifted: z.array(text),
  approval: approvalChange.nullable(),
}) satisfies z.ZodType<SegmentDrift>
segmentDrift.register(shapes, { id: 'SegmentDrift', description: 'How the rows of one segment differ.' })

/** Estimated or realised performance. */
export const performanceReport = z.strictObject({
  format: z.literal('millrace/performance-report'),
  schemaVersion: z.literal(1),
  kind: oneOf<PerformanceReport['kind']>({ estimated: true, realised: true }),
  rows: count,
  labelled: count,
  threshold: number,
  calibration: z.strictObject({ applied: flag, before: amount, after: amount }).nullable(),
  figures: z.array(
    z.strictObject({
      metric: oneOf<PerformanceMetric>({
        auc: true,
        accuracy: true,
        precision: true,
        recall: true,
        specificity: true,
        f1: true,
        logLoss: true,
        brier: true,
      }),
      value: number.nullable(),
      standardError: amount.nullable(),
      interval: range.nullable(),
      reference: number.nullable(),
      alert: flag,
    }),
  ),
  warnings: z.array(text),
}) satisfies z.ZodType<PerformanceReport>
performanceReport.register(shapes, {
  id: 'PerformanceReport',
  description: "Performance of a model's scores, without labels or with those that came.",
})

/** What a domain classifier says. */
export const domainDrift = z.strictObject({
  auc: share,
  interval: range,
  pValue: share,
  floor: share,
  drifted: flag,
  sizes,
  attributions: z.array(z.strictObject({ column: text, share: amount })),
}) satisfies z.ZodType<DomainDrift>
domainDrift.register(shapes, { id: 'DomainDrift', description: 'What a classifier that tells current from reference rows says.' })
