import type { BinnedColumn } from '../../../bins/binned-matrix.ts'
import type { Kernels } from '../kernels/kernels.ts'
import type { Views } from '../kernels/views.ts'
import type { Settings } from '../settings.ts'
import type { Team } from '../team/team.ts'
import type { Units } from './sums.ts'

/** What trees of a fit are grown with. */
export interface GrowContext {
  readonly views: Views
  readonly kernels: Kernels
  readonly team: Team
  readonly settings: Settings
  readonly columns: readonly BinnedColumn[]
}

/** What one tree is grown with. */
export interface TreeWork {
  readonly units: Units
  /** Columns that the tree may read. */
  readonly columns: Int32Array
  /** Where its chances start. */
  readonly salt: number
  /** The worker's own rows: a range of `order`. */
  readonly from: number
  readonly count: number
  /** Rows of all workers. */
  readonly rows: number
}
