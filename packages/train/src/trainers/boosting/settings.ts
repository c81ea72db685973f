import type { LossName } from './losses/loss.ts'

/** What a fit is to do, with every default filled in: plain values that go to other threads. */
export interface Settings {
  readonly loss: LossName
  readonly quantile: number
  readonly trees: number
  readonly learningRate: number
  readonly maxLeaves: number
  readonly maxDepth: number
  readonly growth: 'leaf-wise' | 'depth-wise'
  readonly minRows: number
  readonly minHessian: number
  readonly l1: number
  readonly l2: number
  readonly minGain: number
  readonly rowShare: number
  readonly featureShare: number
  readonly featureShareByNode: number
  readonly extraRandom: boolean
  readonly categories: CategorySettings
  /** For each column 1, -1 or 0; absent where none is constrained. */
  readonly monotone?: readonly number[] | undefined
  /** Groups of columns that may meet on a path; absent where all may. */
  readonly interactions?: readonly (readonly number[])[] | undefined
  readonly seed: number
}

export interface CategorySettings {
  readonly smoothing: number
  readonly l2: number
  readonly limit: number
  readonly minRows: number
  readonly oneHotLimit: number
}
