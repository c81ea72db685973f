import type { Json, TreeEnsemble } from '@millrace/core'
import type { BinnedColumn } from '../../../bins/binned-matrix.ts'
import type { Stopping } from './stopping.ts'

/** What is told of a fit. */
export interface FitReport {
  readonly names: readonly string[]
  readonly columns: readonly BinnedColumn[]
  readonly ensembles: readonly TreeEnsemble[]
  readonly stopping: Stopping
  /** Rounds that are kept. */
  readonly rounds: number
  /** Losses of the held-out rows before the first round and after each. */
  readonly history: readonly number[]
}

/** Most points of a curve that is kept with a model. */
const mostPoints = 300

/** Figures of the fit for people. */
export function diagnosticsOf({ names, ensembles, stopping, rounds, history }: FitReport): Readonly<Record<string, Json>> {
  const gain = new Float64Array(names.length)
  const splits = new Float64Array(names.length)
  for (const { feature, gain: gains } of ensembles) {
    for (let node = 0; node < feature.length; node++) {
      const column = feature[node]!
      if (column < 0) continue
      gain[column]! += gains[node]!
      splits[column]! += 1
    }
  }
  const every = Math.max(1, Math.ceil(history.length / mostPoints))
  return {
    rounds,
    stopping: stopping.by,
    base: ensembles.map(({ base }) => base),
    ...(stopping.by !== 'none' && {
      heldOutLoss: history[rounds] ?? null,
      history: history.flatMap((loss, round) => (round % every === 0 || round === rounds ? [{ round, loss }] : [])),
    }),
    importance: names.map((name, j) => ({ name, gain: gain[j]!, splits: splits[j]! })),
  }
}

/** What a person should look at. */
export function warningsOf({ names, columns, ensembles, stopping, rounds, history }: FitReport): string[] {
  const warnings = columns.flatMap(({ count, hasMissing }, j) =>
    count <= 1 && !hasMissing ? [`the feature '${names[j]}' is constant and says nothing`] : [],
  )
  if (ensembles.every(({ feature }) => feature.every((column) => column < 0)))
    warnings.push('no split improves on a constant: every row gets the same answer')
  else if (stopping.by !== 'none' && rounds === history.length - 1)
    warnings.push(`the held-out loss was still falling after ${rounds} rounds: give more trees, or a higher learning rate`)
  return warnings
}
