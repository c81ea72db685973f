/** Mean of numbers and sum of their squared distances from it. */
export interface Moments {
  readonly count: number
  readonly mean: number
  readonly squares: number
}

export const noMoments: Moments = Object.freeze({ count: 0, mean: 0, squares: 0 })

/**
 * The moments of two sets of numbers together.
 *
 * @see https://doi.org/10.1080/00031305.1983.10483115 (T. F. Chan, G. H. Golub and R. J. LeVeque)
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  if (a.count === 0 || b.count === 0) return a.count === 0 ? b : a
  const count = a.count + b.count
  const delta = b.mean - a.mean
  const share = b.count / count
  return { count, mean: a.mean + delta * share, squares: a.squares + b.squares + delta * delta * a.count * share }
}

/** The moments of the finite numbers from `start` up to, not including, `end`; summed as distances from the first, so that offsets cost no digits. */
export function momentsOf(values: Float64Array, start: number, end: number): Moments {
  let count = 0
  let origin = 0
  let sum = 0
  for (let i = start; i < end; i++) {
    const x = values[i]!
    if (x - x !== 0) continue
    if (count++ === 0) origin = x
    sum += x - origin
  }
  if (count === 0) return noMoments
  const mean = sum / count
  let squares = 0
  let residue = 0
  for (let i = start; i < end; i++) {
    const x = values[i]!
    if (x - x !== 0) continue
    const deviation = x - origin - mean
    squares += deviation * deviation
    residue += deviation
  }
  return { count, mean: origin + mean, squares: Math.max(0, squares - (residue * residue) / count) }
}
