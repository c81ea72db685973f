import { type Random, seededRandom } from '@millrace/core'
import { type CalibrationMap, fitCalibrationMap } from './calibration-map.ts'
import { expectedCalibrationError } from './calibration-runs.ts'
import { joined, type ScoreTally, sortTally, sumOf, withRows } from './score-tally.ts'

/** How scores become probabilities. */
export interface ScoreCalibration {
  readonly applied: boolean
  /** Expected calibration error of the scores. */
  readonly before: number
  /** That of probabilities which were calibrated on other rows. */
  readonly after: number
  readonly probabilityOf: CalibrationMap
}

const mostFolds = 10
/** Of more entries every so many decide whether to calibrate; all take part in the calibration. */
const mostDeciding = 20_000
/** Beyond so many rows each fold is like any other, and takes its share of each entry. */
const mostDealt = 10_000_000
const foldSeed = 0

/**
 * Fits a calibration to labelled rows, and takes it where out of fold it has the lower expected calibration error.
 *
 * Ten stratified folds, always the same for the same rows. For scores that are calibrated already the answer is a matter of the folds, and of little consequence.
 */
export function calibrateScores(sorted: ScoreTally): ScoreCalibration {
  const deciding = thinned(sorted)
  const before = expectedCalibrationError(deciding)
  const folds = Math.min(mostFolds, sumOf(deciding.positive), sumOf(deciding.negative))
  const after = folds < 2 ? before : expectedCalibrationError(calibratedOutOfFold(deciding, folds))
  if (after >= before) return { applied: false, before, after, probabilityOf: (score) => score }
  return { applied: true, before, after, probabilityOf: fitCalibrationMap(sorted) }
}

function calibratedOutOfFold({ score, positive, negative }: ScoreTally, folds: number): ScoreTally {
  const random = seededRandom(foldSeed)
  const dealt = [deal(positive, { folds, random }), deal(negative, { folds, random })] as const
  const parts = Array.from({ length: folds }, (_, fold) => {
    const [own, other] = dealt.map((rows) => rows[fold]!) as [Float64Array, Float64Array]
    const probabilityOf = fitCalibrationMap({ score, positive: less(positive, own), negative: less(negative, other) })
    const held = withRows({ score, positive: own, negative: other })
    return { ...held, score: held.score.map(probabilityOf) }
  })
  return sortTally({
    score: joined(parts.map((one) => one.score)),
    positive: joined(parts.map((one) => one.positive)),
    negative: joined(parts.map((one) => one.negative)),
  })
}

/** Deals the rows of all entries to folds of equal size, at random; the rows of each entry by fold. */
function deal(rows: Float64Array, { folds, random }: { readonly folds: number; readonly random: Random }): readonly Float64Array[] {
  const total = sumOf(rows)
  if (total > mostDealt) return Array.from({ length: folds }, () => rows.map((count) => count / folds))
  const foldOfRow = random.shuffle(Uint32Array.from({ length: total }, (_, row) => row % folds))
  const dealt = Array.from({ length: folds }, () => new Float64Array(rows.length))
  let row = 0
  for (let entry = 0; entry < rows.length; entry++) {
    for (const end = row + rows[entry]!; row < end; row++) dealt[foldOfRow[row]!]![entry]!++
  }
  return dealt
}

/** Every so many entries, of more than are needed to decide. */
function thinned({ score, positive, negative }: ScoreTally): ScoreTally {
  const every = Math.ceil(score.length / mostDeciding)
  if (every <= 1) return { score, positive, negative }
  const kept = (_: number, entry: number) => entry % every === 0
  return { score: score.filter(kept), positive: positive.filter(kept), negative: negative.filter(kept) }
}

const less = (all: Float64Array, held: Float64Array) => all.map((rows, entry) => rows - held[entry]!)
