import { type Tally, totalsOf } from './tally.ts'

interface Point {
  readonly a: number
  readonly b: number
}

/** Weighted log loss against Platt's targets, with its slope and curvature in a and b. */
interface Loss {
  readonly value: number
  readonly slope: readonly [a: number, b: number]
  readonly curvature: readonly [aa: number, ab: number, bb: number]
}

const rounds = 100
/** Expected gains of loss below this drown in its rounding: from here on full steps are taken. */
const measurable = 1e-12
const converged = 1e-24

/** Newton's method with step halving on scores in [-1, 1]: the loss is convex, and strictly so unless all scores are alike. */
export function minimizeSigmoidLoss({ score, positive, negative }: Tally): Point {
  const totals = totalsOf({ score, positive, negative })
  const weight = totals.positive + totals.negative
  const targets = { positive: (totals.positive + 1) / (totals.positive + 2), negative: 1 / (totals.negative + 2) }
  const shares = { score, positive: positive.map((value) => value / weight), negative: negative.map((value) => value / weight) }
  let point: Point = { a: 0, b: Math.log((totals.negative + 1) / (totals.positive + 1)) }
  let loss = lossOf(shares, targets, point)
  for (let round = 0; round < rounds; round++) {
    const step = newtonStep(loss)
    const gain = -(step.a * loss.slope[0] + step.b * loss.slope[1])
    if (gain <= converged) break
    for (let length = 1; ; length /= 2) {
      const next = { a: point.a + length * step.a, b: point.b + length * step.b }
      const nextLoss = lossOf(shares, targets, next)
      if (gain > measurable && nextLoss.value > loss.value - 1e-4 * length * gain) continue
      point = next
      loss = nextLoss
      break
    }
  }
  return point
}

/** The ridge stands in for the curvature that scores which are all alike do not have. */
function newtonStep({ slope: [a, b], curvature: [aa, ab, bb] }: Loss): Point {
  const ridged = aa + 1e-14
  const determinant = ridged * bb - ab * ab
  return { a: (ab * b - bb * a) / determinant, b: (ab * a - ridged * b) / determinant }
}

function lossOf({ score, positive, negative }: Tally, targets: { positive: number; negative: number }, { a, b }: Point): Loss {
  let value = 0
  const slope: [number, number] = [0, 0]
  const curvature: [number, number, number] = [0, 0, 0]
  for (let i = 0; i < score.length; i++) {
    const weight = positive[i]! + negative[i]!
    const target = positive[i]! * targets.positive + negative[i]! * targets.negative
    const exponent = a * score[i]! + b
    const small = Math.exp(-Math.abs(exponent))
    const probability = exponent > 0 ? small / (1 + small) : 1 / (1 + small)
    value += target * exponent + weight * (Math.log1p(small) + Math.max(-exponent, 0))
    const residual = target - weight * probability
    slope[0] += residual * score[i]!
    slope[1] += residual
    const curve = (weight * small) / (1 + small) ** 2
    curvature[0] += curve * score[i]! ** 2
    curvature[1] += curve * score[i]!
    curvature[2] += curve
  }
  return { value, slope, curvature }
}
