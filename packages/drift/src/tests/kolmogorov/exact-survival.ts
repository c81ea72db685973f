import type { Sizes } from '../two-samples.ts'

/** Greatest common divisor. */
export function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/**
 * P(D >= d) of two samples without ties, exactly; `gap` is d times the least common multiple of the sizes, an integer.
 *
 * For equal sizes it is an alternating product. Else it counts, of all lattice paths to (n, m), the share that leaves the band
 * |x/n - y/m| < d: every term is positive, so that tiny shares keep their digits, and cells outside the band need no work.
 *
 * @see https://doi.org/10.1007/BF02481966 (J. L. Hodges, The significance probability of the Smirnov two-sample test, 1958)
 */
export function exactSurvival(gap: number, { reference, current }: Sizes): number {
  if (gap <= 0) return 1
  return Math.min(1, reference === current ? ofEqualSizes(gap, reference) : shareOutside(gap, reference, current))
}

/** How many lattice points {@link exactSurvival} visits. */
export function exactWork(gap: number, { reference, current }: Sizes): number {
  if (reference === current) return reference
  const multiple = (reference / commonDivisor(reference, current)) * current
  return Math.min(1, (2 * gap) / multiple) * reference * current
}

function ofEqualSizes(gap: number, n: number): number {
  let share = 0
  for (let k = Math.floor(n / gap); k >= 0; k--) {
    let ratio = 1
    for (let j = 0; j < gap; j++) ratio *= (n - k * gap - j) / (n + k * gap + j + 1)
    share = ratio * (1 - share)
  }
  return 2 * share
}

function shareOutside(gap: number, reference: number, current: number): number {
  const n = Math.min(reference, current)
  const m = Math.max(reference, current)
  const divisor = commonDivisor(n, m)
  const perX = m / divisor
  const perY = n / divisor
  // outside[y] is the share of the paths to (x, y) that have left the band; beyond the band it is 1.
  const outside = new Float64Array(m + 1).fill(1)
  for (let x = 0; x <= n; x++) {
    const first = Math.max(0, Math.floor((x * perX - gap) / perY) + 1)
    const last = Math.min(m, Math.ceil((x * perX + gap) / perY) - 1)
    let below = first === 0 ? 0 : 1
    for (let y = first; y <= last; y++) {
      below = x + y === 0 ? 0 : (x * outside[y]! + y * below) / (x + y)
      outside[y] = below
    }
  }
  return outside[m]!
}
