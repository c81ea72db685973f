import type { RoundContext } from './round-context.ts'

/** Mean loss of the held-out rows by their present scores; summed in their order, whatever the number of threads. */
export function heldOutLoss({ problem, loss, views, team }: RoundContext): number {
  const { heldOut, bases } = problem
  if (heldOut === undefined) return Number.NaN
  const { rows, losses, other } = heldOut
  const { scores, target, weights } = other ?? views
  const size = other?.rows ?? views.shape.rows
  const ofRow = new Float64Array(loss.outputs)
  const end = Math.floor((rows.length * (team.worker + 1)) / team.workers)
  for (let i = Math.floor((rows.length * team.worker) / team.workers); i < end; i++) {
    const row = rows[i]!
    for (let output = 0; output < loss.outputs; output++) ofRow[output] = scores[output * size + row]! + bases[output]!
    losses[i] = loss.rowLoss(ofRow, target[row]!)
  }
  team.meet()
  let sum = 0
  let total = 0
  for (let i = 0; i < rows.length; i++) {
    const weight = weights === undefined ? 1 : weights[rows[i]!]!
    sum += losses[i]! * weight
    total += weight
  }
  team.meet()
  return sum / total
}
