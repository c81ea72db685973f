import { type ChoiceDimension, choice, logInteger, logUniform, type NumberDimension, uniform } from './search-space.ts'

/**
 * Params of `gradientBoosting` that are worth searching.
 *
 * @category Tuning
 * @since 0.1.0
 */
export type BoostingSpace = {
  /** 0.005 to 0.1, by ratio. */
  readonly learningRate: NumberDimension
  /** 2 to 200, by ratio. */
  readonly maxLeaves: NumberDimension
  /** 1 to 64, by ratio. */
  readonly minRows: NumberDimension
  /** 0.7 to 1. */
  readonly rowShare: NumberDimension
  /** 0.4 to 1. */
  readonly featureShare: NumberDimension
  /** False or true. */
  readonly extraRandom: ChoiceDimension<boolean>
  /** 0.0001 to 1, by ratio. */
  readonly l1: NumberDimension
  /** 0.0001 to 2, by ratio. */
  readonly l2: NumberDimension
}

/**
 * The space that TabArena searches for LightGBM, in the options of `gradientBoosting`, for about 200 random trials; early stopping finds the number of trees.
 *
 * Dimensions can be replaced or added: `{ ...boostingSpace(), maxLeaves: logInteger(2, 31) }`. For features of categories add dimensions of your own for the option
 * `categories`; TabArena searches its smoothing and L2 from 0.001 to 100, and the limit of one against the rest from 8 to 100, each by ratio.
 *
 * @returns the space
 * @see N. Erickson et al., TabArena: a living benchmark for machine learning on tabular data (2025)
 * @example
 * ```ts
 * import { boostingSpace } from '@millrace/train'
 *
 * Object.keys(boostingSpace()).length // => 8
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function boostingSpace(): BoostingSpace {
  return Object.freeze({
    learningRate: logUniform(0.005, 0.1),
    maxLeaves: logInteger(2, 200),
    minRows: logInteger(1, 64),
    rowShare: uniform(0.7, 1),
    featureShare: uniform(0.4, 1),
    extraRandom: choice(false, true),
    l1: logUniform(1e-4, 1),
    l2: logUniform(1e-4, 2),
  })
}

/**
 * Params of `randomForest` and `extraTrees` that are worth searching.
 *
 * @category Tuning
 * @since 0.1.0
 */
export type ForestSpace = {
  /** 0.1 to 1 of the features. */
  readonly maxFeatures: NumberDimension
  /** 1 to 50, by ratio. */
  readonly minRowsLeaf: NumberDimension
  /** 0.5 to 1. */
  readonly rowShare: NumberDimension
}

/**
 * A space for `randomForest` and `extraTrees`. The number of trees is not in it: more are better, and slower.
 *
 * @returns the space
 * @see P. Probst, M. N. Wright and A.-L. Boulesteix, Hyperparameters and tuning strategies for random forest (2019)
 * @example
 * ```ts
 * import { forestSpace } from '@millrace/train'
 *
 * Object.keys(forestSpace()) // => ['maxFeatures', 'minRowsLeaf', 'rowShare']
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function forestSpace(): ForestSpace {
  return Object.freeze({ maxFeatures: uniform(0.1, 1), minRowsLeaf: logInteger(1, 50), rowShare: uniform(0.5, 1) })
}

/**
 * Params of `logisticRegression`, `ridge` and their like that are worth searching.
 *
 * @category Tuning
 * @since 0.1.0
 */
export type PenaltySpace = {
  /** 0.0001 to 10,000, by ratio. */
  readonly l2: NumberDimension
}

/**
 * A space for linear models: the strength of the penalty on squared weights.
 *
 * @returns the space
 * @example
 * ```ts
 * import { penaltySpace } from '@millrace/train'
 *
 * penaltySpace().l2.high // => 10000
 * ```
 * @category Tuning
 * @since 0.1.0
 */
export function penaltySpace(): PenaltySpace {
  return Object.freeze({ l2: logUniform(1e-4, 1e4) })
}
