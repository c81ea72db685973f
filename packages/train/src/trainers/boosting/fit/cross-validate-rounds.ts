import { yieldToEventLoop } from '@millrace/core'
import { alone } from '../team/team.ts'
import { createBooster } from './boost.ts'
import { type FitRows, type PrepareOptions, prepare } from './prepare.ts'
import type { RunOptions } from './run-boosting.ts'
import type { Division } from './split-rows.ts'

/** Mean losses over folds, before the first round and after each, and the round of the least. */
export interface CrossValidatedRounds {
  readonly best: number
  readonly history: readonly number[]
}

/** Boosts all folds side by side, until their mean loss has not improved for `patience` rounds. */
export async function crossValidateRounds(
  rows: Omit<FitRows, 'members' | 'heldOut'>,
  folds: readonly Division[],
  options: Omit<PrepareOptions, 'threads'> & { readonly patience: number },
  { signal, onRound }: RunOptions,
): Promise<CrossValidatedRounds> {
  const weightOf = ({ heldOut }: Division) =>
    rows.weights === undefined ? heldOut.length : heldOut.reduce((sum, row) => sum + rows.weights![row]!, 0)
  const boosters = folds
    .map((fold) => ({ fold, weight: weightOf(fold) }))
    .filter(({ weight }) => weight > 0)
    .map(({ fold, weight }) => {
      const heldOut = { rows: fold.heldOut, losses: new Float64Array(fold.heldOut.length) }
      return { weight, booster: createBooster(prepare({ ...rows, members: fold.members, heldOut }, { ...options, threads: 1 }), alone) }
    })
  const total = boosters.reduce((sum, { weight }) => sum + weight, 0)
  const history = [boosters.reduce((sum, { booster, weight }) => sum + booster.startLoss * (weight / total), 0)]
  let best = 0
  let last = performance.now()
  for (let round = 1; round <= options.settings.trees && round - best <= options.patience; round++) {
    history.push(boosters.reduce((sum, { booster, weight }) => sum + booster.step().loss * (weight / total), 0))
    if (history[round]! < history[best]!) best = round
    onRound(round)
    if (performance.now() - last < 25) continue
    await yieldToEventLoop(signal)
    last = performance.now()
  }
  return { best, history }
}
