import type { BinnedMatrix } from '../../../bins/binned-matrix.ts'
import type { Arena } from '../kernels/arena.ts'
import type { LossFacts } from '../losses/create-loss.ts'
import type { Settings } from '../settings.ts'

/** Rows of another matrix, binned alike. */
export interface OtherRows extends Pick<BinnedMatrix, 'bins' | 'stride' | 'rows'> {
  /** Sums of leaf values, one output after the other. */
  readonly scores: Float64Array
  readonly target: Float64Array
  readonly weights?: Float64Array | undefined
}

/** Rows that are scored with every round but not learnt from. */
export interface HeldOut {
  /** Whose rows they are; absent where they are rows of the matrix that is learnt from. */
  readonly other?: OtherRows | undefined
  /** Which rows. */
  readonly rows: Int32Array
  /** Receives the loss of each of `rows`. */
  readonly losses: Float64Array
}

/** Everything that the threads of a fit share; it can be posted to them. */
export interface Problem {
  readonly arena: Arena
  readonly matrix: BinnedMatrix
  readonly settings: Settings
  readonly facts: LossFacts
  /** What is added to the scores of each output. */
  readonly bases: Float64Array
  /** Number of rows that are learnt from. */
  readonly members: number
  /** Rounds that an earlier fit did. */
  readonly earlierRounds: number
  readonly heldOut?: HeldOut | undefined
  /** Rounds without a better loss after which the fit ends; only where rows are held out. */
  readonly patience?: number | undefined
}
