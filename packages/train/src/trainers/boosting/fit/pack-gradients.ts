import type { Units } from '../grow/sums.ts'
import type { Limits } from '../losses/loss.ts'
import type { RoundContext } from './round-context.ts'

/** Bits of summed hessians and of summed gradients where neither is known to be small: together below 2^53. */
const hessianBits = 26
const gradientBits = 27

/** Most rows whose sums keep enough bits a row. */
export const mostRows = 2 ** 24

/**
 * Writes gradients of all members as whole numbers, packed with the hessians, as finely as 53 bits let sums be exact: the factors follow from the sums of magnitudes, which
 * are exact as well, so that neither depends on the order of rows or on threads.
 */
export function packGradients(context: RoundContext, output: number, salt: number): Units {
  const { views, kernels, loss, team, problem, from, count } = context
  const { figures } = views
  const own = loss.gradients({ views, kernels, from, count, output, bases: problem.bases })
  const limits = problem.settings.loss === 'squared' || problem.settings.loss === 'poisson' ? largestOf(context, own) : own
  kernels.magnitudes(from, count, limits.gradient, limits.hessian)
  team.meet()
  let gradients = 0
  let hessians = 0
  for (let worker = 0; worker < team.workers; worker++) {
    gradients += figures[worker * 8]!
    hessians += figures[worker * 8 + 1]!
  }
  const rows = problem.members
  const isOne = loss.hasConstantHessian && views.weights === undefined
  const hessianBudget = isOne ? Math.ceil(Math.log2(rows + 1)) : hessianBits
  const gradientBudget = isOne ? 53 - hessianBudget : gradientBits
  const gradientFactor = factorOf(gradients * limits.gradient, 2 ** gradientBudget, rows)
  const hessianFactor = isOne ? 0 : factorOf(hessians * limits.hessian, 2 ** hessianBudget, rows)
  const scale = 2 ** hessianBudget
  kernels.pack(from, count, salt, gradientFactor, hessianFactor, scale)
  return { gradientFactor: gradientFactor / loss.unit, hessianFactor: isOne ? 1 : hessianFactor, scale }
}

const magnitudeUnit = 2 ** 28

/** What numbers with this sum of magnitudes may be multiplied with so that their sum stays below the budget, though each may be rounded up. */
function factorOf(sum: number, budget: number, rows: number): number {
  const most = (budget - 1 - 2 * rows) / (sum / magnitudeUnit)
  return Number.isFinite(most) ? most : 1
}

/** The largest of all workers' limits. */
function largestOf({ views, team }: RoundContext, own: Limits): Limits {
  const { figures } = views
  figures[team.worker * 8 + 3] = own.gradient
  figures[team.worker * 8 + 4] = own.hessian
  team.meet()
  let gradient = 0
  let hessian = 0
  for (let worker = 0; worker < team.workers; worker++) {
    gradient = Math.max(gradient, figures[worker * 8 + 3]!)
    hessian = Math.max(hessian, figures[worker * 8 + 4]!)
  }
  return { gradient, hessian }
}
