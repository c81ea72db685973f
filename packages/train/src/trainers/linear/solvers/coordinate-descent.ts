/** `b' G b / 2 - l' b + sum(l1 |b|)`, to be made least. */
export interface SparseQuadratic {
  /** `G`, symmetric; row by row. */
  readonly gram: Float64Array
  /** Numbers in a row of the matrix. */
  readonly width: number
  /** Number of coefficients. */
  readonly size: number
  readonly linear: Float64Array
  /** Penalty of each coefficient's size. */
  readonly l1: Float64Array
}

/** Where coordinate descent ended. */
export interface SparseSolution {
  readonly coefficients: Float64Array
  readonly sweeps: number
  readonly converged: boolean
}

/** When coordinate descent ends. */
export interface CoordinateDescentOptions {
  readonly start: Float64Array
  /** Ends when a sweep lowers the function by less than this. */
  readonly tolerance: number
  readonly maxSweeps: number
}

/**
 * Minimises one coefficient after another; those that are 0 are passed over until the others have settled. Only sums over columns are read, never rows.
 *
 * @see J. Friedman, T. Hastie and R. Tibshirani, Regularization Paths for Generalized Linear Models via Coordinate Descent (2010)
 */
export function coordinateDescent(problem: SparseQuadratic, { start, tolerance, maxSweeps }: CoordinateDescentOptions): SparseSolution {
  const coefficients = start.slice()
  const slack = slackAt(problem, coefficients)
  let all = true
  for (let sweeps = 1; sweeps <= maxSweeps; sweeps++) {
    const gain = sweep(problem, coefficients, slack, all)
    if (gain > tolerance) {
      all = false
    } else if (all) {
      return { coefficients, sweeps, converged: true }
    } else {
      all = true
    }
  }
  return { coefficients, sweeps: maxSweeps, converged: false }
}

/** `l - G b`. */
function slackAt({ gram, width, size, linear }: SparseQuadratic, coefficients: Float64Array): Float64Array {
  const slack = linear.slice(0, size)
  for (let j = 0; j < size; j++) subtractRow(slack, gram, j * width, coefficients[j]!)
  return slack
}

function subtractRow(slack: Float64Array, gram: Float64Array, at: number, factor: number): void {
  if (factor !== 0) for (let k = 0; k < slack.length; k++) slack[k]! -= factor * gram[at + k]!
}

/** Visits all coefficients, or those that are not 0, and says by how much the function fell. */
function sweep({ gram, width, size, l1 }: SparseQuadratic, coefficients: Float64Array, slack: Float64Array, all: boolean): number {
  let gain = 0
  for (let j = 0; j < size; j++) {
    const from = coefficients[j]!
    if (from === 0 && !all) continue
    const diagonal = gram[j * width + j]!
    if (!(diagonal > 0)) continue
    const to = shrink(slack[j]! + diagonal * from, l1[j]!) / diagonal
    const step = to - from
    if (step === 0) continue
    gain += step * (slack[j]! - (diagonal * step) / 2) + l1[j]! * (Math.abs(from) - Math.abs(to))
    coefficients[j] = to
    subtractRow(slack, gram, j * width, step)
  }
  return gain
}

const shrink = (value: number, by: number): number => Math.sign(value) * Math.max(Math.abs(value) - by, 0)
