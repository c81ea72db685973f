/** An approximate inverse of the curvature, learnt from the last steps. */
export interface LimitedMemory {
  /** The step that would lead to the least of the function, were it as its curvature says: minus the inverse times the gradient. */
  step(gradient: Float64Array): Float64Array
  /** Learns from a step and by how much it changed the gradient. */
  learn(step: Float64Array, change: Float64Array): void
}

const remembered = 10

export const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/**
 * The two-loop recursion of L-BFGS over a first guess of the inverse.
 *
 * @see J. Nocedal and S. Wright, Numerical Optimization (2006), algorithm 7.4
 */
export function limitedMemory(guess: (gradient: Float64Array) => Float64Array): LimitedMemory {
  const pairs: { readonly step: Float64Array; readonly change: Float64Array; readonly inverse: number }[] = []
  return {
    step(gradient) {
      const rest = gradient.slice()
      const shares = pairs.map(() => 0)
      for (let i = pairs.length - 1; i >= 0; i--) {
        const { step, change, inverse } = pairs[i]!
        shares[i] = inverse * dot(step, rest)
        subtract(rest, change, shares[i]!)
      }
      const result = guess(rest)
      for (const [i, { step, change, inverse }] of pairs.entries()) subtract(result, step, inverse * dot(change, result) - shares[i]!)
      return result.map((value) => -value)
    },
    learn(step, change) {
      const product = dot(step, change)
      if (!(product > Number.EPSILON * Math.sqrt(dot(change, change) * dot(step, step)))) return
      pairs.push({ step, change, inverse: 1 / product })
      if (pairs.length > remembered) pairs.shift()
    },
  }
}

function subtract(from: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i]! -= factor * values[i]!
}
