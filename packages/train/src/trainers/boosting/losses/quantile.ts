import type { Loss } from './loss.ts'

/**
 * The pinball loss of a quantile. Its hessian is 0, so trees are grown by gradients alone (each row counts with its weight) and leaves then take the quantile of their
 * residuals.
 */
export function quantileLoss(share: number, maxWeight: number): Loss {
  return pinball({ below: share, above: 1 - share, share, maxWeight })
}

/** The absolute error, whose best constant is the median. */
export function absoluteLoss(maxWeight: number): Loss {
  return pinball({ below: 1, above: 1, share: 0.5, maxWeight })
}

interface Pinball {
  /** Cost of an error of 1 where the prediction is below the target, and above it. */
  readonly below: number
  readonly above: number
  readonly share: number
  readonly maxWeight: number
}

function pinball({ below, above, share, maxWeight }: Pinball): Loss {
  return {
    outputs: 1,
    unit: 1,
    hasConstantHessian: true,
    usesScratch: false,
    renewAt: share,
    gradients({ views, from, count, bases }) {
      const { members, scores, target, weights, gradients, hessians } = views
      const base = bases[0]!
      for (let i = from; i < from + count; i++) {
        const row = members[i]!
        const weight = weights === undefined ? 1 : weights[row]!
        const error = scores[row]! + base - target[row]!
        gradients[row] = error > 0 ? above * weight : error < 0 ? -below * weight : 0
        hessians[row] = weight
      }
      return { gradient: Math.max(below, above) * maxWeight, hessian: maxWeight }
    },
    rowLoss(scores, target) {
      const error = scores[0]! - target
      return error > 0 ? above * error : -below * error
    },
  }
}
