import type { GrownTree } from '../ensemble/grown-tree.ts'
import type { Team } from '../team/team.ts'
import { heldOutLoss } from './held-out-loss.ts'
import type { Problem } from './problem.ts'
import { boostRound } from './round.ts'
import { createRoundContext } from './round-context.ts'

/** What a round yields. */
export interface RoundReport {
  /** A tree for each output. */
  readonly trees: readonly GrownTree[]
  /** Mean loss of the held-out rows after it; NaN where none are. */
  readonly loss: number
  /** Whether no tree could be split. */
  readonly isBarren: boolean
}

/** Rounds in a row without any split after which a fit ends, where another sample of rows or features may give one. */
const barrenRounds = 10

/** Boosts round by round, as long as it is asked to; what comes before the first round is the loss of the start. */
export function createBooster(problem: Problem, team: Team): { readonly startLoss: number; step(): RoundReport } {
  const context = createRoundContext(problem, team)
  let round = problem.earlierRounds
  return {
    startLoss: heldOutLoss(context),
    step() {
      const trees = boostRound(context, round++)
      return { trees, loss: heldOutLoss(context), isBarren: trees.every((tree) => tree.column.length === 1) }
    },
  }
}

/** What a fit came to. */
export interface Boosted {
  /** The trees that are kept, round by round. */
  readonly rounds: readonly (readonly GrownTree[])[]
  /** Rounds that were done. */
  readonly done: number
  /** Loss of the held-out rows before the first round and after each. */
  readonly history: readonly number[]
}

/**
 * Boosts until all rounds are done, nothing can be split any more, or the held-out loss has not improved for `patience` rounds; then only the rounds up to the best are
 * kept. Yields after every round.
 */
export function* boost(problem: Problem, team: Team): Generator<number, Boosted> {
  const { settings, patience } = problem
  const booster = createBooster(problem, team)
  const rounds: (readonly GrownTree[])[] = []
  const history = [booster.startLoss]
  const keepsBest = problem.heldOut !== undefined && patience !== undefined
  const barren =
    settings.rowShare < 1 || settings.featureShare < 1 || settings.featureShareByNode < 1 || settings.extraRandom ? barrenRounds : 1
  let best = 0
  for (let inVain = 0; rounds.length < settings.trees && inVain < barren; ) {
    const report = booster.step()
    inVain = report.isBarren ? inVain + 1 : 0
    rounds.push(report.trees)
    history.push(report.loss)
    if (report.loss < history[best]!) best = history.length - 1
    if (keepsBest && history.length - 1 - best >= patience) break
    yield rounds.length
  }
  while (rounds.at(-1)?.every((tree) => tree.column.length === 1)) rounds.pop()
  return { rounds: keepsBest ? rounds.slice(0, best) : rounds, done: history.length - 1, history }
}
