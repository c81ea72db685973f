/** Rows with a logit for each class, and the class that is true. */
export interface ScoredLogits {
  /** One column a class. */
  readonly logits: readonly ArrayLike<number>[]
  /** Index of the true class. */
  readonly label: ArrayLike<number>
  /** Weight of each row, not negative. */
  readonly weight?: ArrayLike<number> | undefined
}

const [sharpest, dullest] = [Math.exp(10), Math.exp(-10)]
const rounds = 200

/**
 * The temperature T that minimises the log loss of `softmax(logits / T)`, within e^-10 and e^10, the bounds of scikit-learn.
 *
 * The loss is convex in 1/T, so Newton's method finds its one minimum; a step that leaves the bracket is replaced by the bracket's middle. Logits that rank no better
 * than chance give the upper bound, those that separate the classes the lower one.
 */
export function fitTemperature(scored: ScoredLogits): number {
  let low = dullest
  let high = sharpest
  let sharpness = 1
  for (let round = 0; round < rounds; round++) {
    const { slope, curvature } = lossAt(sharpness, scored)
    if (slope > 0) high = sharpness
    else low = sharpness
    const newton = sharpness - slope / curvature
    const next = newton > low && newton < high ? newton : Math.sqrt(low * high)
    const still = Math.abs(next - sharpness) <= Number.EPSILON * sharpness
    sharpness = next
    if (still) break
  }
  return 1 / sharpness
}

/** First and second derivative of the log loss by 1/T: mean and variance of the logits under the softmax take part. */
function lossAt(sharpness: number, { logits, label, weight }: ScoredLogits): { readonly slope: number; readonly curvature: number } {
  let slope = 0
  let curvature = 0
  for (let row = 0; row < label.length; row++) {
    const greatest = logits.reduce((most, column) => Math.max(most, column[row]!), Number.NEGATIVE_INFINITY)
    let total = 0
    let first = 0
    let second = 0
    for (const column of logits) {
      const below = column[row]! - greatest
      const share = Math.exp(sharpness * below)
      total += share
      first += share * below
      second += share * below * below
    }
    const mean = first / total
    const counts = weight?.[row] ?? 1
    slope += counts * (mean - (logits[label[row]!]![row]! - greatest))
    curvature += counts * (second / total - mean * mean)
  }
  return { slope, curvature }
}
