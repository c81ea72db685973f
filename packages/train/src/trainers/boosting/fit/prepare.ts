import type { BinnedMatrix } from '../../../bins/binned-matrix.ts'
import { createArena, type KernelName } from '../kernels/arena.ts'
import { binsPerColumn, layoutOf } from '../kernels/layout.ts'
import { viewsOf } from '../kernels/views.ts'
import { baseScores } from '../losses/base-scores.ts'
import { createLoss } from '../losses/create-loss.ts'
import type { Settings } from '../settings.ts'
import type { HeldOut, Problem } from './problem.ts'

/** What a fit is made to. */
export interface FitRows {
  readonly matrix: BinnedMatrix
  /** Rows of the matrix that are learnt from. */
  readonly members: Int32Array
  readonly target: Float64Array
  readonly weights?: Float64Array | undefined
  readonly outputs: number
  /** What an earlier fit gave: its constants, the sums of its leaves for all rows, one output after the other, and its number of rounds. */
  readonly earlier?: Earlier | undefined
  readonly heldOut?: HeldOut | undefined
}

/** What a fit goes on from. */
export interface Earlier {
  readonly bases: Float64Array
  readonly scores: Float64Array
  readonly rounds: number
}

/** How a fit is run. */
export interface PrepareOptions {
  readonly settings: Settings
  readonly threads: number
  readonly kernel: KernelName
  readonly patience?: number | undefined
  /** Bytes that histograms may take; beyond it those of unpromising leaves are made again when needed. @defaultValue 96 MB */
  readonly histogramBytes?: number | undefined
}

/** Allocates the memory of a fit and fills it with what the threads need. */
export function prepare(rows: FitRows, { settings, threads, kernel, patience, histogramBytes = 96 * 2 ** 20 }: PrepareOptions): Problem {
  const { matrix, members, target, weights, outputs, earlier, heldOut } = rows
  const bases = earlier?.bases ?? baseScores(settings, outputs, { members, target, weights })
  const maxWeight = weights === undefined ? 1 : largestOf(members, (row) => weights[row]!)
  const facts = {
    outputs,
    maxWeight,
    largestError: maxWeight * largestOf(members, (row) => Math.abs(target[row]! - bases[0]!)),
  }
  const leaves = Math.max(2, Math.min(settings.maxLeaves, members.length))
  const arena = createArena(
    {
      rows: matrix.rows,
      columns: matrix.columns.length,
      stride: matrix.stride,
      outputs,
      slots: Math.max(2, Math.min(leaves, Math.floor(histogramBytes / (matrix.stride * binsPerColumn * 8)))),
      leaves,
      workers: threads,
      weighted: weights !== undefined,
      scratch: createLoss(settings, facts).usesScratch,
      holdsBins: kernel === 'webassembly',
    },
    kernel,
  )
  const views = viewsOf(arena.buffer, layoutOf(arena.shape), 0, matrix.bins)
  if (arena.shape.holdsBins) views.bins.set(matrix.bins)
  views.members.set(members)
  views.target.set(target)
  if (weights !== undefined) views.weights!.set(weights)
  if (earlier !== undefined) views.scores.set(earlier.scores)
  return {
    arena,
    matrix,
    settings,
    facts,
    bases,
    members: members.length,
    earlierRounds: earlier?.rounds ?? 0,
    ...(heldOut !== undefined && { heldOut }),
    ...(patience !== undefined && { patience }),
  }
}

function largestOf(rows: Int32Array, sizeOf: (row: number) => number): number {
  let largest = 0
  for (const row of rows) largest = Math.max(largest, sizeOf(row))
  return largest
}
