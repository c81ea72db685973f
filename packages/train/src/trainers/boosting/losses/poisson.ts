import type { Loss } from './loss.ts'

/** Added to the logarithm in the hessian, so that Newton steps cannot overshoot. */
const safety = 0.7
/** Beyond it the exponential is of no use. */
const largestScore = 80

/** The Poisson deviance of counts, halved and without its constant: the score is the logarithm of the mean. */
export function poissonLoss(): Loss {
  const slack = Math.exp(safety)
  return {
    outputs: 1,
    unit: 1,
    hasConstantHessian: false,
    usesScratch: false,
    gradients({ views, from, count, bases }) {
      const { members, scores, target, weights, gradients, hessians } = views
      const base = bases[0]!
      let gradientLimit = 0
      let hessianLimit = 0
      for (let i = from; i < from + count; i++) {
        const row = members[i]!
        const weight = weights === undefined ? 1 : weights[row]!
        const mean = Math.exp(Math.min(scores[row]! + base, largestScore))
        gradients[row] = (mean - target[row]!) * weight
        hessians[row] = mean * slack * weight
        gradientLimit = Math.max(gradientLimit, Math.abs(gradients[row]!))
        hessianLimit = Math.max(hessianLimit, hessians[row]!)
      }
      return { gradient: gradientLimit, hessian: hessianLimit }
    },
    rowLoss: (scores, target) => Math.exp(scores[0]!) - target * scores[0]!,
  }
}
