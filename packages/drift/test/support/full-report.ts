import type { DriftReport } from '../../src/compare/drift-report.ts'
import { exampleColumn, exampleReport } from './example-report.ts'

/** A column in which nothing is null but the failure. */
const fullColumn = exampleColumn({
  column: 'amount',
  verdict: 'drifted',
  statisticBounds: { lower: 0.03, upper: 0.04 },
  noise: 0.05,
  degreesOfFreedom: 9,
  pValueBounds: { lower: 0.001, upper: 0.002 },
  adjustedPValueBounds: { lower: 0.002, upper: 0.004 },
  unseen: { count: 2, share: 0.01, values: [7, 'seven'] },
  importance: 0.4,
  impact: 0.0125,
  warnings: ['4 rare cells were joined'],
  picture: {
    ...exampleColumn().picture,
    histogram: { from: 0, to: 20, reference: [0.5, 0.5], current: [0.25, 0.75] },
  },
})

const approval = {
  column: 'score',
  threshold: 0.5,
  approve: 'at-least',
  reference: 0.7,
  current: 0.624,
  change: -0.076,
  interval: { lower: -0.12, upper: -0.03 },
  pValue: 0.001,
  sizes: { reference: 1200, current: 300 },
} as const

/** A report in which every member that may be null or empty is neither, failures aside. */
export const fullReport: DriftReport = exampleReport(
  [
    fullColumn,
    exampleColumn({
      column: 'term',
      verdict: 'small',
      nulls: { reference: 0.05, current: 0.4, pValue: 0, adjustedPValue: 0, drifted: true },
    }),
    exampleColumn({ column: 'area', verdict: 'failed', failure: 'the current rows have no such column' }),
    exampleColumn({ column: 'rate', verdict: 'inconclusive', method: 'cells' }),
  ],
  {
    mode: 'evidently',
    dataset: { drifted: false, share: 0.25, threshold: 0.5 },
    reference: { rows: 1200, digest: 'sha256:1', raw: false },
    current: { rows: 300, digest: 'sha256:2', fromMs: 1_767_225_600_000, toMs: 1_767_830_400_000 },
    target: exampleColumn({ column: 'repaid', role: 'target' }),
    predictions: [exampleColumn({ column: 'score', role: 'prediction' })],
    quality: [
      {
        check: 'range',
        column: 'amount',
        status: 'failed',
        reference: 0,
        current: 0.02,
        limit: 0.001,
        adjustedPValue: 0.001,
        message: 'amount: 6 values beyond -2 to 31',
      },
      {
        check: 'row-count',
        column: null,
        status: 'passed',
        reference: 300,
        current: 300,
        limit: 100,
        adjustedPValue: null,
        message: '300 rows',
      },
      {
        check: 'freshness',
        column: 'asked',
        status: 'skipped',
        reference: null,
        current: null,
        limit: null,
        adjustedPValue: null,
        message: 'no time is given',
      },
    ],
    approval,
    segments: [
      {
        column: 'region',
        value: 'North',
        rows: { reference: 300, current: 80 },
        status: 'judged',
        columns: [
          {
            column: 'amount',
            role: 'input',
            verdict: 'drifted',
            test: 'chi-square',
            pValue: 0.0001,
            adjustedPValue: 0.001,
            effect: { name: 'V', value: 0.1, floor: 0.02 },
          },
        ],
        drifted: ['amount'],
        approval,
      },
      { column: 'region', value: 'West', rows: { reference: 0, current: 9 }, status: 'new', columns: [], drifted: [], approval: null },
    ],
    performance: {
      format: 'millrace/performance-report',
      schemaVersion: 1,
      kind: 'realised',
      rows: 300,
      labelled: 120,
      threshold: 0.5,
      calibration: { applied: true, before: 0.08, after: 0.02 },
      figures: [
        { metric: 'auc', value: 0.7, standardError: 0.01, interval: { lower: 0.68, upper: 0.72 }, reference: 0.8, alert: true },
        { metric: 'logLoss', value: 0.61, standardError: 0.02, interval: { lower: 0.57, upper: 0.65 }, reference: 0.6, alert: false },
      ],
      warnings: ['labels of 180 rows have not come'],
    },
    domain: {
      auc: 0.71,
      interval: { lower: 0.66, upper: 0.76 },
      pValue: 1e-9,
      floor: 0.55,
      drifted: true,
      sizes: { reference: 1200, current: 300 },
      attributions: [
        { column: 'amount', share: 0.8 },
        { column: 'term', share: 0.2 },
      ],
    },
  },
)
