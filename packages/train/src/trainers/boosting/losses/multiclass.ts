import type { Loss } from './loss.ts'

/**
 * The log loss of several classes: scores are the logits of a softmax. The diagonal of the hessian is scaled by K / (K - 1), since one logit is redundant.
 */
export function multiclassLoss(classes: number, maxWeight: number): Loss {
  const factor = classes / (classes - 1)
  return {
    outputs: classes,
    unit: 1,
    hasConstantHessian: false,
    usesScratch: true,
    prepare({ scores, scratch, members, shape }, from, count, bases) {
      const { rows } = shape
      for (let i = from; i < from + count; i++) {
        const row = members[i]!
        let most = Number.NEGATIVE_INFINITY
        for (let output = 0; output < classes; output++) most = Math.max(most, scores[output * rows + row]! + bases[output]!)
        let sum = 0
        for (let output = 0; output < classes; output++) sum += Math.exp(scores[output * rows + row]! + bases[output]! - most)
        scratch[2 * row] = most
        scratch[2 * row + 1] = 1 / sum
      }
    },
    gradients({ views, from, count, output, bases }) {
      const { scores, scratch, members, gradients, hessians, target, weights, shape } = views
      const start = output * shape.rows
      const base = bases[output]!
      for (let i = from; i < from + count; i++) {
        const row = members[i]!
        const probability = Math.exp(scores[start + row]! + base - scratch[2 * row]!) * scratch[2 * row + 1]!
        const weight = weights === undefined ? 1 : weights[row]!
        gradients[row] = (probability - (target[row] === output ? 1 : 0)) * weight
        hessians[row] = factor * probability * (1 - probability) * weight
      }
      return { gradient: maxWeight, hessian: (factor / 4) * maxWeight }
    },
    rowLoss(scores, target) {
      const most = scores.reduce((a, b) => Math.max(a, b))
      return Math.log(scores.reduce((sum, score) => sum + Math.exp(score - most), 0)) + most - scores[target]!
    },
  }
}
