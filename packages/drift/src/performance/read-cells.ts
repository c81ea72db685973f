import { emptyError } from '../internal/errors.ts'
import { cellBounds } from '../profile/cell-bounds.ts'
import { inputError, type ScoreCells } from './performance-input.ts'
import { checkScore, type Reading, type ReadScores } from './read-scores.ts'
import { type ScoreTally, sortTally, sumOf } from './score-tally.ts'

/** Rows of each cell at their mean score: those with a label, or all. */
export function readCells(
  given: ScoreCells,
  threshold: number,
  { labelled, ...reading }: Reading & { readonly labelled: boolean },
): ReadScores {
  const { counts, sums } = given
  const { bounds } = cellBounds(given.cells)
  const { rows, positive } = labelled ? labelledRows(given) : { rows: counts, positive: counts.map((count) => count / 2) }
  if ([counts, sums, rows, positive].some(({ length }) => length !== bounds.length + 1)) {
    throw inputError({
      function: reading.function,
      fault: `the ${reading.side} side has not as many counts, sums and labels as cells, which are ${bounds.length + 1}`,
    })
  }
  const filled = Array.from(counts.keys()).filter((cell) => rows[cell]! > 0)
  if (filled.length === 0) throw emptyError(reading.function, reading.side)
  const score = Float64Array.from(filled, (cell) => probabilityNear(sums[cell]! / counts[cell]!))
  for (const [entry, mean] of score.entries()) checkScore(mean, filled[entry]!, reading)
  const inCells = {
    score,
    positive: Float64Array.from(filled, (cell) => positive[cell]!),
    negative: Float64Array.from(filled, (cell) => rows[cell]! - positive[cell]!),
  }
  const sorted = sortTally(inCells)
  const total = Math.round(sumOf(sorted.positive) + sumOf(sorted.negative))
  const cut = filled.find((cell) => cell > 0 && bounds[cell - 1]! < threshold && cell < bounds.length && threshold < bounds[cell]!)
  return {
    sorted,
    rows: total,
    warnings: [
      `The ${reading.side} side is known by cells: scores are taken at the mean of their cell${labelled ? areaMargin(sorted) : ''}.`,
      ...(cut === undefined
        ? []
        : [
            `The threshold cuts a cell of ${rows[cut]!} of the ${total} rows of the ${reading.side} side; they all count on one side of it.`,
          ]),
    ],
  }
}

function labelledRows({ counts, labels }: ScoreCells): { readonly rows: readonly number[]; readonly positive: readonly number[] } {
  if (labels === null) return { rows: counts.map(() => 0), positive: counts }
  return { rows: counts.map((count, cell) => count - (labels.unknown?.[cell] ?? 0)), positive: labels.positive }
}

/** Sums of cells are rounded: a mean may lie a little beyond 0 or 1. */
const probabilityNear = (mean: number) => (mean > -0.01 && mean < 1.01 ? Math.min(1, Math.max(0, mean)) : mean)

/** How far pairs of one cell, whose order is not known, can move the area under the curve. */
function areaMargin({ positive, negative }: ScoreTally): string {
  const pairs = positive.reduce((sum, rows, entry) => sum + rows * negative[entry]!, 0)
  const margin = pairs / 2 / (sumOf(positive) * sumOf(negative))
  return Number.isFinite(margin) ? `, and the area under the curve is known to ±${margin.toPrecision(2)}` : ''
}
