import { canonicalJson, type Random } from '@millrace/core'
import type { Scalar, SearchSpace } from './search-space.ts'
import { valueAt } from './unit-scale.ts'

/** Params of a trial, by name. */
export type TrialParams = Readonly<Record<string, Scalar>>

/** Params drawn at random, one number of the stream a dimension. */
export function drawParams(space: SearchSpace, random: Random): TrialParams {
  return mapDimensions(space, (dimension) =>
    dimension.kind === 'choice' ? dimension.values[random.integer(dimension.values.length)]! : valueAt(dimension, random.next()),
  )
}

/** Params by what is said of each dimension. */
export function mapDimensions(space: SearchSpace, value: (dimension: SearchSpace[string], name: string) => Scalar): TrialParams {
  return Object.freeze(Object.fromEntries(Object.entries(space).map(([name, dimension]) => [name, value(dimension, name)])))
}

/** Whether two trials have the same params. */
export function sameParams(a: TrialParams, b: TrialParams): boolean {
  return canonicalJson(a) === canonicalJson(b)
}

/** Params from the middle of a space: what a factory is asked with where any params do. */
export function middleOf(space: SearchSpace): TrialParams {
  return mapDimensions(space, (dimension) => (dimension.kind === 'choice' ? dimension.values[0]! : valueAt(dimension, 0.5)))
}
