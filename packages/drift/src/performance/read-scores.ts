import { emptyError } from '../internal/errors.ts'
import { inputError, type LabelledScores } from './performance-input.ts'
import { type ScoreTally, sortTally } from './score-tally.ts'

/** Who asks, for messages. */
export interface Reading {
  readonly function: string
  readonly side: 'reference' | 'current'
}

/** Scored rows, ready to be measured. */
export interface ReadScores {
  readonly sorted: ScoreTally
  readonly rows: number
  readonly warnings: readonly string[]
}

/** The labelled rows. */
export function readLabelled({ scores, labels }: LabelledScores, reading: Reading): ReadScores {
  if (scores.length !== labels.length) {
    const fault = `there are ${scores.length} scores and ${labels.length} labels of the ${reading.side} side; give columns of one length`
    throw inputError({ function: reading.function, fault, details: { scores: scores.length, labels: labels.length } })
  }
  const labelled: number[] = []
  let nulls = 0
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!
    if (label !== 0 && label !== 1 && !Number.isNaN(label))
      throw valueError(reading, { column: 'label', row, value: label, range: '0, 1 or NaN' })
    checkScore(scores[row]!, row, reading)
    if (Number.isNaN(label)) continue
    if (Number.isNaN(scores[row]!)) nulls++
    else labelled.push(row)
  }
  if (labelled.length === 0) throw emptyError(reading.function, reading.side)
  const positive = Float64Array.from(labelled, (row) => labels[row]!)
  const sorted = sortTally({
    score: Float64Array.from(labelled, (row) => scores[row]!),
    positive,
    negative: positive.map((label) => 1 - label),
  })
  return { sorted, rows: labelled.length, warnings: nullWarning(nulls, reading) }
}

/** All scored rows; which of them are positive is not known, and half is as good as any. */
export function readScores(scores: ArrayLike<number>, reading: Reading): ReadScores {
  const present: number[] = []
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!
    checkScore(score, row, reading)
    if (!Number.isNaN(score)) present.push(score)
  }
  if (present.length === 0) throw emptyError(reading.function, reading.side)
  const score = Float64Array.from(present).sort()
  const half = new Float64Array(score.length).fill(0.5)
  return {
    sorted: { score, positive: half, negative: half },
    rows: score.length,
    warnings: nullWarning(scores.length - score.length, reading),
  }
}

/** Scores are probabilities; NaN is null. */
export function checkScore(score: number, row: number, reading: Reading): void {
  if (!(score >= 0 && score <= 1) && !Number.isNaN(score))
    throw valueError(reading, { column: 'score', row, value: score, range: 'a probability in [0, 1], or NaN' })
}

function valueError(
  { function: name, side }: Reading,
  { column, row, value, range }: { readonly column: string; readonly row: number; readonly value: number; readonly range: string },
) {
  return inputError({
    function: name,
    fault: `the ${column} at index ${row} of the ${side} side is ${value}; it must be ${range}`,
    details: { side, column, index: row, value: String(value) },
  })
}

function nullWarning(nulls: number, { side }: Reading): string[] {
  return nulls === 0 ? [] : [`${nulls} rows of the ${side} side have no score and are left out.`]
}
