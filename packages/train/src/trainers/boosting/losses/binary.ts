import type { Loss } from './loss.ts'

/** The log loss of two classes: the score is the log-odds. */
export function binaryLoss(maxWeight: number): Loss {
  return {
    outputs: 1,
    unit: 1,
    hasConstantHessian: false,
    usesScratch: false,
    gradients({ kernels, from, count, bases }) {
      kernels.logLoss(from, count, bases[0]!)
      return { gradient: maxWeight, hessian: maxWeight / 4 }
    },
    rowLoss(scores, target) {
      const score = target === 1 ? scores[0]! : -scores[0]!
      return score > 0 ? Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score)) - score
    },
  }
}
