import type { ApprovalChange } from '../../src/compare/approval-change.ts'
import type { ColumnDrift } from '../../src/compare/drift-report.ts'
import type { DomainDrift } from '../../src/domain/domain-drift.ts'
import type { PerformanceReport } from '../../src/performance/performance-report.ts'
import type { QualityCheck } from '../../src/quality/quality-check.ts'
import type { SegmentDrift } from '../../src/segments/segment-drift.ts'
import type { WindowsReport } from '../../src/windows/windows-report.ts'
import { exampleColumn, exampleReport } from './example-report.ts'

/** What a report may have besides its columns; names and texts from data are those given. */
export function exampleSections(text = 'amount') {
  return {
    approval: exampleApproval(text),
    performance: examplePerformance(text),
    quality: exampleQuality(text),
    segments: exampleSegments(text),
    domain: exampleDomain(text),
  }
}

export const exampleApproval = (column: string): ApprovalChange => ({
  column,
  threshold: 0.5,
  approve: 'at-least',
  reference: 0.6912,
  current: 0.6301,
  change: -0.0611,
  interval: { lower: -0.113, upper: -0.0093 },
  pValue: 0.0214,
  sizes: { reference: 1200, current: 300 },
})

const examplePerformance = (text: string): PerformanceReport => ({
  format: 'millrace/performance-report',
  schemaVersion: 1,
  kind: 'estimated',
  rows: 300,
  labelled: 0,
  threshold: 0.5,
  calibration: { applied: true, before: 0.0612, after: 0.0213 },
  figures: [
    { metric: 'auc', value: 0.7312, standardError: 0.015, interval: { lower: 0.7018, upper: 0.7606 }, reference: 0.801, alert: true },
    { metric: 'precision', value: null, standardError: null, interval: null, reference: 0.7, alert: false },
    { metric: 'logLoss', value: 0.52, standardError: 0.02, interval: { lower: 0.48, upper: 0.56 }, reference: null, alert: false },
  ],
  warnings: [`few rows of ${text}`],
})

const exampleQuality = (text: string): readonly QualityCheck[] => [
  {
    check: 'null-share',
    column: text,
    status: 'failed',
    reference: 0.05,
    current: 0.3,
    limit: 0.1,
    adjustedPValue: 1e-9,
    message: `nulls of ${text} rose`,
  },
  {
    check: 'freshness',
    column: null,
    status: 'skipped',
    reference: null,
    current: 90_000_000,
    limit: 1e9,
    adjustedPValue: null,
    message: 'no time given',
  },
  {
    check: 'range',
    column: 'calm',
    status: 'passed',
    reference: null,
    current: 0,
    limit: 0,
    adjustedPValue: null,
    message: 'none out of range',
  },
]

const segment = (value: string, changes: Partial<SegmentDrift>): SegmentDrift => ({
  column: 'region',
  value,
  rows: { reference: 400, current: 100 },
  status: 'judged',
  columns: [],
  drifted: [],
  approval: null,
  ...changes,
})

function exampleSegments(text: string): readonly SegmentDrift[] {
  const columns: readonly ColumnDrift[] = [exampleColumn({ column: text, verdict: 'drifted' }), exampleColumn({ column: 'calm' })]
  return [
    segment('North', { columns: columns.map((column) => ({ ...column, verdict: 'stable' })) }),
    segment(text, { columns, drifted: [text], approval: exampleApproval(text) }),
    segment('East', { status: 'too-small', rows: { reference: 400, current: 3 } }),
    segment('West', { status: 'new', rows: { reference: 0, current: 40 } }),
  ]
}

const exampleDomain = (column: string): DomainDrift => ({
  auc: 0.712,
  interval: { lower: 0.68, upper: 0.744 },
  pValue: 1e-12,
  floor: 0.55,
  drifted: true,
  sizes: { reference: 1200, current: 300 },
  attributions: [
    { column, share: 0.7 },
    { column: 'calm', share: 0.3 },
  ],
})

/** Eight windows: the named column drifts from the fifth on, and the sixth has no rows. */
export function exampleWindows(text = 'amount'): WindowsReport {
  const indices = Array.from({ length: 8 }, (_, index) => index)
  return {
    format: 'millrace/drift-windows',
    schemaVersion: 1,
    monitor: 'loans',
    skipped: 0,
    windows: indices.map((index) => ({
      index,
      label: `2026-0${index + 1}`,
      fromMs: null,
      toMs: null,
      rows: index === 5 ? 0 : 100,
      complete: index < 7,
      skipped: 0,
      report:
        index === 5
          ? null
          : exampleReport([exampleColumn({ column: text, verdict: index < 4 ? 'stable' : 'drifted' }), exampleColumn({ column: 'calm' })]),
    })),
    series: [
      {
        measure: 'approval-rate',
        column: null,
        center: 0.69,
        points: indices.map((window) => ({
          window,
          value: window === 5 ? null : 0.69 - window / 50,
          lower: 0.6,
          upper: 0.78,
          outside: window > 5,
        })),
      },
      {
        measure: 'mean',
        column: text,
        center: 10,
        points: indices.map((window) => ({ window, value: 10 + window / 100, lower: 9, upper: 11, outside: false })),
      },
    ],
  }
}
