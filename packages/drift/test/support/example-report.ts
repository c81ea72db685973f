import type { ColumnDrift, DriftReport } from '../../src/compare/drift-report.ts'

/** A column's drift for tests of reports: a stable number column, but for what is given. */
export function exampleColumn(changes: Partial<ColumnDrift> = {}): ColumnDrift {
  const summary = { mean: 10.5, deviation: 3, minimum: -2, maximum: 31, quantiles: [1, 5, 10, 15, 20] } as const
  return {
    column: 'amount',
    role: 'input',
    kind: 'number',
    verdict: 'stable',
    drifted: changes.verdict === 'drifted',
    test: 'kolmogorov-smirnov',
    method: 'exact',
    statistic: 0.0312,
    statisticBounds: null,
    noise: null,
    degreesOfFreedom: null,
    pValue: 0.4211,
    pValueBounds: null,
    adjustedPValue: 0.7315,
    adjustedPValueBounds: null,
    effect: { name: 'D', value: 0.0312, floor: 0.02 },
    psi: {
      value: 0.0123,
      noise: 0.0345,
      threshold: 0.1,
      exceeded: false,
      bands: [
        { label: '< 10', reference: 0.5, current: 0.25, contribution: 0.004 },
        { label: '10 – 20', reference: 0.3, current: 0.35, contribution: 0.0013 },
        { label: '≥ 20', reference: 0.2, current: 0.4, contribution: 0.007 },
      ],
    },
    nulls: { reference: 0.05, current: 0.0712, pValue: 0.5, adjustedPValue: 0.6, drifted: false },
    unseen: { count: 0, share: 0, values: [] },
    importance: null,
    impact: null,
    warnings: [],
    failure: null,
    picture: {
      cells: [
        { label: '< 10', reference: 0.5, current: 0.25 },
        { label: '10 – 20', reference: 0.3, current: 0.35 },
        { label: '≥ 20', reference: 0.2, current: 0.4 },
      ],
      histogram: { from: 0, to: 30, reference: [0.2, 0.3, 0.3, 0.2], current: [0.1, 0.2, 0.4, 0.3] },
      reference: summary,
      current: { ...summary, mean: 12.25 },
    },
    ...changes,
  }
}

/** A report of these columns. */
export function exampleReport(columns: readonly ColumnDrift[], changes: Partial<DriftReport> = {}): DriftReport {
  return {
    format: 'millrace/drift-report',
    schemaVersion: 1,
    monitor: 'loans',
    significance: 0.05,
    correction: 'benjamini-hochberg',
    mode: 'millrace',
    dataset: null,
    reference: { rows: 1200, digest: null, raw: true },
    current: { rows: 300, digest: null, fromMs: null, toMs: null },
    columns,
    target: null,
    predictions: [],
    ranked: columns.map(({ column }) => column),
    drifted: columns.filter(({ verdict }) => verdict === 'drifted').map(({ column }) => column),
    nullsDrifted: columns.filter(({ nulls }) => nulls.drifted).map(({ column }) => column),
    quality: [],
    approval: null,
    segments: [],
    performance: null,
    domain: null,
    ...changes,
  }
}
