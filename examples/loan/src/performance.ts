import type { Evidence, Table } from '@millrace/core'
import { adwin, estimatePerformance, type PerformanceReport, realisedPerformance } from '@millrace/drift'
import type { z } from 'zod'
import { type Answered, problem } from './problem.ts'

/** How the model does on what was served. */
export interface Performance {
  /** From its probabilities alone, at once. */
  readonly estimated: PerformanceReport
  /** From the labels that came back; null where none did. */
  readonly realised: PerformanceReport | null
  /** After how many labels it was clear that the model errs more often than before; null where it was not. */
  readonly errsMoreFrom: number | null
}

/** Measures against the held-out rows that the version was registered with. */
export function performanceOf(
  current: Table<z.output<typeof Answered>>,
  { evidence, threshold }: { readonly evidence: Evidence; readonly threshold: number },
): Performance {
  const rows = Array.from(current.rows(), ({ probability, Loan_Status: label }) => ({
    score: probability,
    label: label === null ? Number.NaN : Number(label === problem.target.positive),
  }))
  const scores = rows.map(({ score }) => score)
  const labels = rows.map(({ label }) => label)
  const known = rows.filter(({ label }) => !Number.isNaN(label))
  const reference = { scores: evidence.score, labels: evidence.label }

  const errors = adwin()
  const firstDrift = known.findIndex(({ score, label }) => errors.update(Number(score >= threshold) === label ? 0 : 1) === 'drift')
  return {
    estimated: estimatePerformance({ scores, reference }, { threshold }),
    realised: known.length === 0 ? null : realisedPerformance({ scores, labels }, { threshold, reference }),
    errsMoreFrom: firstDrift < 0 ? null : firstDrift + 1,
  }
}
