export { compare } from './compare/compare.ts'
export { gate } from './gate/gate.ts'
export { defineMonitor } from './monitor/define-monitor.ts'
export { mergeProfiles } from './profile/merge-profiles.ts'
export { profile } from './profile/profile.ts'
export { readProfile } from './profile/read-profile.ts'
export { renderDriftPage } from './report/drift-page.ts'
export { benjaminiHochberg } from './tests/benjamini-hochberg.ts'
export { chiSquareTwoByK } from './tests/chi-square-two-by-k.ts'
export { joinRare } from './tests/join-rare.ts'
export { kolmogorovSmirnov } from './tests/kolmogorov-smirnov.ts'
export { kolmogorovSmirnovFromCells } from './tests/kolmogorov-smirnov-from-cells.ts'
export { psi } from './tests/psi.ts'
export { testNullShares } from './tests/test-null-shares.ts'

export type { ApprovalChange } from './compare/approval-change.ts'
export type { CompareOptions, Window } from './compare/compare.ts'
export type {
  Bounds,
  ColumnDrift,
  ColumnPicture,
  ColumnRole,
  DriftReport,
  Effect,
  NullShares,
  NumberSummary,
  PictureCell,
  PsiFigure,
  UnseenValues,
  Verdict,
} from './compare/drift-report.ts'
export type { GateReason, GateResult, GateRules } from './gate/gate.ts'
export type { Monitor, MonitoredColumn } from './monitor/define-monitor.ts'
export type { EffectFloor, MonitorOptions, MonitorSettings } from './monitor/settings.ts'
export type { ProfileOptions } from './profile/profile.ts'
export type { CellEdges, ColumnProfile, ColumnProfileBase, LevelProfile, NumberProfile, Profile } from './profile/profile-types.ts'
export type { DriftPageOptions } from './report/drift-page.ts'
export type { ChiSquareOptions, ChiSquareResult } from './tests/chi-square-two-by-k.ts'
export type { JoinedCounts, JoinRareOptions } from './tests/join-rare.ts'
export type { KolmogorovSmirnovOptions, KolmogorovSmirnovResult } from './tests/kolmogorov-smirnov.ts'
export type { FromCellsOptions, KolmogorovSmirnovBounds } from './tests/kolmogorov-smirnov-from-cells.ts'
export type { PsiOptions, PsiResult } from './tests/psi.ts'
export type { NullCount, NullSharesResult } from './tests/test-null-shares.ts'
export type { TwoCounts } from './tests/two-counts.ts'
export type { Sizes, TwoSamples } from './tests/two-samples.ts'
export type { DomainDrift } from './domain/domain-drift.ts'
export type { PerformanceFigure, PerformanceMetric, PerformanceReport } from './performance/performance-report.ts'
export type { QualityCheck, QualityCheckName } from './quality/quality-check.ts'
export type { SegmentDrift } from './segments/segment-drift.ts'
export type { Detector, DetectorSignal } from './streams/detector.ts'
export type { EffectName, TestName, TestResult } from './tests/test-result.ts'
export type { ControlSeries, WindowResult, WindowsReport } from './windows/windows-report.ts'
