import { commonDivisor } from '../kolmogorov/exact-survival.ts'
import type { Sizes } from '../two-samples.ts'

/** Shares of the paths to one point. */
interface Gathered {
  /** Sums that paths have gathered, ascending, below the limit. */
  readonly sums: Float64Array
  /** The share of the paths with each sum. */
  readonly shares: Float64Array
  /** The share of the paths that have reached the limit. */
  readonly outside: number
}

const nothing: Gathered = { sums: new Float64Array(0), shares: new Float64Array(0), outside: 0 }

/**
 * P(T >= t) of two samples without ties, exactly; `squares` is the sum of (i m - j n)² over the steps of the path of ranks, an integer.
 *
 * Paths from (0, 0) to (n, m) are equally likely; one that has gathered the sum already counts whatever follows, so only sums below it are
 * kept. All terms are positive, so that tiny p-values keep their digits.
 *
 * @see https://doi.org/10.18637/jss.v017.i08 (Y. Xiao, A. Gordon and A. Yakovlev, 2006)
 */
export function exactCramerVonMises(squares: number, { reference: n, current: m }: Sizes): number {
  if (squares <= 0) return 1
  const divisor = commonDivisor(n, m)
  const [perX, perY] = [m / divisor, n / divisor]
  const limit = squares / (divisor * divisor)
  let column: Gathered[] = []
  for (let x = 0; x <= n; x++) {
    const next: Gathered[] = []
    for (let y = 0; y <= m; y++) {
      const square = (x * perX - y * perY) ** 2
      if (x + y === 0) next.push({ sums: Float64Array.of(0), shares: Float64Array.of(1), outside: 0 })
      else next.push(step({ left: x === 0 ? nothing : column[y]!, below: y === 0 ? nothing : next[y - 1]! }, { x, y, square, limit }))
    }
    column = next
  }
  return Math.min(1, column[m]!.outside)
}

interface Point {
  readonly x: number
  readonly y: number
  /** What the point adds. */
  readonly square: number
  readonly limit: number
}

/** Merges the paths from the left and from below: of those to (x, y), the share x / (x + y) came from the left. */
function step({ left, below }: { readonly left: Gathered; readonly below: Gathered }, { x, y, square, limit }: Point): Gathered {
  const fromLeft = x / (x + y)
  const fromBelow = y / (x + y)
  const sums = new Float64Array(left.sums.length + below.sums.length)
  const shares = new Float64Array(sums.length)
  let outside = left.outside * fromLeft + below.outside * fromBelow
  let [i, j, length] = [0, 0, 0]
  while (i < left.sums.length || j < below.sums.length) {
    const a = left.sums[i] ?? Infinity
    const b = below.sums[j] ?? Infinity
    const sum = Math.min(a, b) + square
    const share = (a <= b ? left.shares[i++]! * fromLeft : 0) + (b <= a ? below.shares[j++]! * fromBelow : 0)
    if (sum >= limit) {
      outside += share
      continue
    }
    sums[length] = sum
    shares[length++] = share
  }
  return { sums: sums.subarray(0, length), shares: shares.subarray(0, length), outside }
}
