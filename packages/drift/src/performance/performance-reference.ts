import { calibrateScores, type ScoreCalibration } from './calibrate-scores.ts'
import { type BareFigure, type CalibrationNoise, calibrationNoise, realisedFigures } from './performance-figures.ts'
import type { LabelledScores, ScoreCells } from './performance-input.ts'
import { readCells } from './read-cells.ts'
import { readLabelled } from './read-scores.ts'
import { expectLabels, type ScoreTally } from './score-tally.ts'

/** What is known of the reference: worked out once, used for every window. */
export interface PerformanceReference {
  readonly sorted: ScoreTally
  readonly rows: number
  readonly calibration: ScoreCalibration
  readonly noise: CalibrationNoise
  readonly figures: readonly BareFigure[]
  readonly warnings: readonly string[]
}

/** Below this many rows a calibration is a guess. */
const fewRows = 200

export function readReference(reference: LabelledScores | ScoreCells, name: string, threshold: number): PerformanceReference {
  const reading = { function: name, side: 'reference' } as const
  const { sorted, rows, warnings } =
    'scores' in reference ? readLabelled(reference, reading) : readCells(reference, threshold, { ...reading, labelled: true })
  const calibration = calibrateScores(sorted)
  const few = rows < fewRows ? [`What scores are worth rests on ${rows} labelled rows, and follows their noise; give some hundreds.`] : []
  const figures = realisedFigures(sorted, threshold)
  const noise = calibrationNoise(expectLabels(sorted, calibration.probabilityOf), figures, threshold)
  return { sorted, rows, calibration, noise, figures, warnings: [...warnings, ...few] }
}
