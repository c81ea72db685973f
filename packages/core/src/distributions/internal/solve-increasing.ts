interface Increasing {
  /** An increasing function; its root is sought. */
  readonly value: (x: number) => number
  /** Its derivative. */
  readonly slope: (x: number) => number
  /** A positive number to begin with. */
  readonly start: number
}

/** The positive root, by Newton's steps that are kept within a bracket; the bracket is halved on the scale of magnitudes where a step would leave it. */
export function solveIncreasing({ value, slope, start }: Increasing): number {
  let low = 0
  let high = Infinity
  let x = start
  for (let step = 0; step < 400; step++) {
    const miss = value(x)
    if (miss === 0) return x
    if (miss < 0) low = x
    else high = x
    const newton = x - miss / slope(x)
    const next = newton > low && newton < high ? newton : middle(low, high)
    if (Math.abs(next - x) <= 1e-13 * x || next === low || next === high) return next
    x = next
  }
  return x
}

function middle(low: number, high: number): number {
  if (high === Infinity) return low * 4
  return low === 0 ? high / 4 : Math.sqrt(low) * Math.sqrt(high)
}
