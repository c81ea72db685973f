import type { ModelVersion, Table } from '@millrace/core'
import type { DatasetVersion } from '@millrace/data'
import type { PerformanceReport } from '@millrace/drift'
import type { Promotion } from '@millrace/registry'
import type { Built } from './build.ts'
import type { Candidate } from './candidates.ts'
import type { Refusal } from './refusal.ts'
import type { Served } from './replay.ts'
import type { Decision } from './score.ts'
import type { TunedSpec } from './tuning.ts'
import type { Watched } from './watch.ts'

/** Everything that the demo found out. */
export interface Results {
  readonly source: string
  readonly loans: Table
  readonly dataset: DatasetVersion
  readonly tuned: readonly TunedSpec[]
  readonly candidates: readonly Candidate[]
  readonly chosen: Candidate
  readonly built: Built
  /** Where the model card is. */
  readonly cardFile: string
  readonly decisions: readonly Decision[]
  /** One application that was not granted, explained; null where all were. */
  readonly refusal: Refusal | null
  /** The holder of `production` at the end. */
  readonly holder: ModelVersion
  readonly served: Served
  readonly watched: Watched
  readonly retrained: Promotion | null
  /** Why there was no retraining. */
  readonly notRetrained: string | null
}

/** What programs read of it. */
export function summarize(results: Results) {
  const { source, loans, dataset, tuned, candidates, chosen, built, cardFile, decisions, refusal } = results
  const { holder, served, watched, retrained, notRetrained } = results
  const { report, windows, verdict } = watched
  return {
    data: { source, rows: loans.rowCount, digest: dataset.digest },
    tuned: tuned.map(({ spec, best, trials }) => ({ name: spec.trainer.name, params: best.params, logLoss: best.mean, trials })),
    candidates: candidates.map(({ spec, validation: { summary } }) => ({
      name: spec.trainer.name,
      metrics: figures({ auc: summary.auc.mean, accuracy: summary.accuracy.mean, logLoss: summary.logLoss.mean }),
    })),
    chosen: { name: chosen.spec.trainer.name, params: chosen.spec.trainer.params, metrics: figures(built.evaluation.metrics) },
    calibration: built.calibration,
    threshold: built.threshold,
    card: cardFile,
    refusal,
    scored: { rows: decisions.length, approved: decisions.filter(({ decision }) => decision === 'approve').length },
    promoted: { name: holder.model, version: holder.version, alias: 'production' },
    served,
    drift: {
      drifted: report.drifted,
      ranked: report.ranked,
      columns: report.columns.map(({ column, test, statistic, pValue, adjustedPValue, effect, importance, verdict }) => ({
        column,
        test,
        statistic,
        pValue,
        adjustedPValue,
        effect: effect?.value ?? null,
        importance,
        verdict,
      })),
      approval: report.approval && {
        reference: report.approval.reference,
        current: report.approval.current,
        interval: report.approval.interval,
      },
      segments: report.segments.map(({ column, value, status, drifted }) => ({ column, value, status, drifted })),
      toldApart: report.domain && { auc: report.domain.auc, drifted: report.domain.drifted },
      windows: windows.windows.map((window) => ({ label: window.label, drifted: window.report?.drifted ?? [] })),
    },
    performance: {
      estimated: accuracyOf(watched.estimated),
      realised: watched.realised && accuracyOf(watched.realised),
      errsMoreFrom: watched.errsMoreFrom,
    },
    gate: { outcome: verdict.outcome, passed: verdict.passed, reasons: verdict.reasons },
    retrained: retrained && { version: retrained.version, promoted: retrained.promoted, checks: retrained.checks.map(({ why }) => why) },
    notRetrained,
  }
}

const figures = ({ auc, accuracy, logLoss }: { readonly auc: number; readonly accuracy: number; readonly logLoss: number }) => ({
  auc,
  accuracy,
  logLoss,
})

const accuracyOf = ({ figures }: PerformanceReport) => figures.find(({ metric }) => metric === 'accuracy')!
