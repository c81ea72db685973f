import type { Settings } from '../settings.ts'
import { exactSum } from './exact-sum.ts'
import { quantileOf, weightedQuantileOf, wholeWeights } from './weighted-quantile.ts'

/** Rows to find the best constant for. */
export interface BaseRows {
  readonly members: Int32Array
  readonly target: Float64Array
  readonly weights?: Float64Array | undefined
}

/** A class without rows is taken to have this share, so that its log-odds are finite. */
const leastShare = 1e-9

/** The constant that minimises the loss, for each output; it does not depend on the order of rows. */
export function baseScores({ loss, quantile }: Pick<Settings, 'loss' | 'quantile'>, outputs: number, rows: BaseRows): Float64Array {
  const { members, target, weights } = rows
  const weightOf = (row: number) => weights?.[row] ?? 1
  const total = weights === undefined ? members.length : exactSum(members, weightOf)
  const meanOf = (value: (row: number) => number) => exactSum(members, (row) => weightOf(row) * value(row)) / total
  const shareOf = (isIt: (target: number) => boolean) =>
    Math.max(
      leastShare,
      meanOf((row) => Number(isIt(target[row]!))),
    )
  switch (loss) {
    case 'binary': {
      const share = Math.min(
        shareOf((label) => label === 1),
        1 - leastShare,
      )
      return Float64Array.of(Math.log(share / (1 - share)))
    }
    case 'multiclass':
      return Float64Array.from({ length: outputs }, (_, output) => Math.log(shareOf((label) => label === output)))
    case 'squared':
      return Float64Array.of(meanOf((row) => target[row]!))
    case 'poisson':
      return Float64Array.of(Math.log(meanOf((row) => target[row]!)))
    case 'absolute':
    case 'quantile': {
      const values = Float64Array.from(members, (row) => target[row]!)
      const share = loss === 'absolute' ? 0.5 : quantile
      if (weights === undefined) return Float64Array.of(quantileOf(values, share))
      const { factor } = wholeWeights(weights)
      return Float64Array.of(
        weightedQuantileOf(
          values,
          Float64Array.from(members, (row) => Math.round(weights[row]! * factor)),
          share,
        ),
      )
    }
  }
}
