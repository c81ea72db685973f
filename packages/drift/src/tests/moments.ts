/** Mean and spread of one side. */
export interface SampleMoments {
  readonly count: number
  readonly mean: number
  /** Sum of the squared deviations from the mean. */
  readonly squares: number
}

/** Two passes about an origin near the values, so that an offset of 1e9 costs no digits. */
export function momentsAbout(origin: number, values: Float64Array): SampleMoments {
  const count = values.length
  let sum = 0
  for (let i = 0; i < count; i++) sum += values[i]! - origin
  const mean = sum / count
  let squares = 0
  let rest = 0
  for (let i = 0; i < count; i++) {
    const deviation = values[i]! - origin - mean
    squares += deviation * deviation
    rest += deviation
  }
  return { count, mean, squares: Math.max(0, squares - (rest * rest) / count) }
}
