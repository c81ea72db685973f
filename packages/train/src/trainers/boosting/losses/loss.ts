import type { Kernels } from '../kernels/kernels.ts'
import type { Views } from '../kernels/views.ts'

export type LossName = 'binary' | 'multiclass' | 'squared' | 'absolute' | 'quantile' | 'poisson'

/** Largest gradient and hessian of some rows. */
export interface Limits {
  readonly gradient: number
  readonly hessian: number
}

/** What is minimised: a sum over rows of weight times the loss of the row's scores. */
export interface Loss {
  /** Scores a row. */
  readonly outputs: number
  /** What gradients are divided by before they are stored as float32, a power of 2. */
  readonly unit: number
  /** Whether the hessian of every row is its weight. */
  readonly hasConstantHessian: boolean
  /** Whether two numbers a row are kept through a round. */
  readonly usesScratch: boolean
  /** Where residuals are cut for the value of a leaf, in place of a Newton step: the share below. */
  readonly renewAt?: number
  /** Looks at the scores at the start of a round, before any of its trees is added. */
  prepare?(views: Views, from: number, count: number, bases: Float64Array): void
  /** Writes gradients and hessians of an output for some members; returns their limits, which other members may exceed unless they are known beforehand. */
  gradients(work: GradientWork): Limits
  /** Loss of one row. */
  rowLoss(scores: Float64Array, target: number): number
}

/** What a loss is given to write gradients. */
export interface GradientWork {
  readonly views: Views
  readonly kernels: Kernels
  readonly from: number
  readonly count: number
  readonly output: number
  readonly bases: Float64Array
}
