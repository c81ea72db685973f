import type { Loss } from './loss.ts'

/** Half the squared error. */
export function squaredLoss(largestError: number): Loss {
  const unit = largestError > 0 ? 2 ** Math.ceil(Math.log2(largestError)) : 1
  return {
    outputs: 1,
    unit,
    hasConstantHessian: true,
    usesScratch: false,
    gradients({ views, from, count, bases }) {
      const { members, scores, target, weights, gradients, hessians } = views
      const base = bases[0]!
      let gradientLimit = 0
      let hessianLimit = 0
      for (let i = from; i < from + count; i++) {
        const row = members[i]!
        const weight = weights === undefined ? 1 : weights[row]!
        gradients[row] = ((scores[row]! + base - target[row]!) / unit) * weight
        hessians[row] = weight
        gradientLimit = Math.max(gradientLimit, Math.abs(gradients[row]!))
        hessianLimit = Math.max(hessianLimit, hessians[row]!)
      }
      return { gradient: gradientLimit, hessian: hessianLimit }
    },
    rowLoss: (scores, target) => (scores[0]! - target) ** 2 / 2,
  }
}
