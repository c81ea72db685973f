import { type ScoreTally, sumOf } from './score-tally.ts'

/** Neighbouring rows in order of probability. */
export interface CalibrationRun {
  /** The least probability. */
  readonly from: number
  /** The greatest. */
  readonly to: number
  readonly rows: number
  /** Sum of the probabilities. */
  readonly expected: number
  /** Positive rows. */
  readonly observed: number
  /** Variance of the positive rows where the probabilities are right. */
  readonly variance: number
}

/**
 * Cuts rows in ascending order of probability into runs of equally many: as even as whole rows allow, the first ones one row longer. An entry that lies in two runs
 * is divided in proportion.
 */
export function calibrationRuns({ score, positive, negative }: ScoreTally, bins: number): readonly CalibrationRun[] {
  const total = Math.round(sumOf(positive) + sumOf(negative))
  const count = Math.min(bins, total)
  let entry = 0
  let used = 0
  return Array.from({ length: count }, (_, bin) => {
    const run = { from: score[entry]!, to: Number.NaN, rows: 0, expected: 0, observed: 0, variance: 0 }
    let room = Math.floor(total / count) + (bin < total % count ? 1 : 0)
    while (room > 0 && entry < score.length) {
      const rows = positive[entry]! + negative[entry]!
      const taken = Math.min(room, rows - used)
      if (taken > 0) {
        const p = score[entry]!
        if (run.rows === 0) run.from = p
        run.to = p
        run.rows += taken
        run.expected += taken * p
        run.observed += (positive[entry]! * taken) / rows
        run.variance += taken * p * (1 - p)
        room -= taken
        used += taken
      }
      if (used >= rows) {
        entry++
        used = 0
      }
    }
    return run
  })
}

/** Mean distance of observed and expected share over ten runs. */
export function expectedCalibrationError(sorted: ScoreTally, bins = 10): number {
  const runs = calibrationRuns(sorted, bins)
  const rows = runs.reduce((sum, run) => sum + run.rows, 0)
  return runs.reduce((sum, { observed, expected }) => sum + Math.abs(observed - expected), 0) / rows
}
