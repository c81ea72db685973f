import { setImmediate } from 'node:timers/promises'
import {
  buildTrees,
  type FittedEstimator,
  MillraceError,
  seededRandom,
  type Trainer,
  type TrainingData,
  type TrainOptions,
  type TreeNode,
} from '@millrace/core'
import type { RandomForestClassifier } from 'ml-random-forest'
import { requireFinite } from '../require-finite.ts'
import { type CartNode, readTree } from './read-tree.ts'

/**
 * How {@link mlRandomForest} grows.
 *
 * @category Trainers
 * @since 0.1.0
 */
export interface MlRandomForestOptions {
  /** Number of trees, 1 to 1,000. @defaultValue 25 */
  readonly trees?: number
  /** Share of the features that each tree sees, in (0, 1]. @defaultValue 0.6 */
  readonly maxFeatures?: number
  /** Deepest level of a tree, 1 to 64. @defaultValue 8 */
  readonly maxDepth?: number
  /** Nodes with at most so many rows are leaves. @defaultValue 10 */
  readonly minNumSamples?: number
}

const mostRows = 5_000

/**
 * A small random forest by the package `ml-random-forest`, as a named baseline; probabilities are the mean of the leaves' class shares.
 *
 * The adapter trains one tree after the other, so that the work reports progress and can be stopped, and turns them into a `trees` node. This repairs the package's
 * probabilities (which lose the first tree's vote and ignore the leaves' shares), its failure on rows that no tree left out, and its taking true and false for one class.
 * What it cannot repair are its limits: the time grows with the square of the rows (about 0.1 s a tree at 614 rows), so that 5,000 rows are the most; features are drawn
 * once a tree, not once a split; row weights are refused.
 *
 * @param options - size of the forest and of its trees
 * @returns a trainer, which does not accept null features
 * @throws RangeError when an option is out of range; fitting throws `E_FOREST_TOO_LARGE` beyond 5,000 rows, `E_WEIGHTS_UNSUPPORTED` when rows are weighted, and
 * `E_FEATURE_NULL` or `E_FEATURE_RANGE` where a feature is null, infinite or beyond 1e300
 * @see https://github.com/mljs/random-forest
 * @example
 * ```ts
 * import { mlRandomForest } from '@millrace/train'
 *
 * const features = [Float64Array.from({ length: 40 }, (_, row) => row)]
 * const target = Float64Array.from({ length: 40 }, (_, row) => Number(row >= 20))
 * const { scale } = await mlRandomForest({ trees: 3 }).fit({ features, names: ['x'], target }, { seed: 7 })
 * scale // => 'probability'
 * ```
 * @category Trainers
 * @since 0.1.0
 */
export function mlRandomForest({
  trees = 25,
  maxFeatures = 0.6,
  maxDepth = 8,
  minNumSamples = 10,
}: MlRandomForestOptions = {}): Trainer<false, 'binary'> {
  requireInteger('trees', trees, 1_000)
  requireInteger('maxDepth', maxDepth, 64)
  requireInteger('minNumSamples', minNumSamples, mostRows)
  if (!(maxFeatures > 0 && maxFeatures <= 1))
    throw new RangeError(`mlRandomForest: maxFeatures is ${maxFeatures}, not a share above 0 and up to 1`)
  return Object.freeze({
    specVersion: 1 as const,
    name: 'ml-random-forest',
    params: Object.freeze({ trees, maxFeatures, maxDepth, minNumSamples }),
    acceptsNull: false as const,
    tasks: ['binary'] as const,
    fit: (data, options) => fitForest(data, options, { trees, maxFeatures, maxDepth, minNumSamples }),
  } satisfies Trainer<false, 'binary'>)
}

async function fitForest(
  data: TrainingData,
  { seed, signal, progress }: TrainOptions,
  options: Required<MlRandomForestOptions>,
): Promise<FittedEstimator> {
  checkData(data)
  const { RandomForestClassifier } = await import('ml-random-forest')
  const random = seededRandom(seed)
  const rows = Array.from(data.target, (_, row) => data.features.map((feature) => feature[row]!))
  const labels = Array.from(data.target)
  const grown: TreeNode[] = []
  for (let done = 0; done < options.trees; done++) {
    signal?.throwIfAborted()
    progress?.({ task: 'grow a random forest', done, total: options.trees, unit: 'trees' })
    grown.push(growTree(RandomForestClassifier, { rows, labels, features: data.features, seed: random.integer(2 ** 31), options }))
    await setImmediate()
  }
  progress?.({ task: 'grow a random forest', done: options.trees, total: options.trees, unit: 'trees' })
  const ensemble = buildTrees(grown, { base: 0, aggregate: 'mean' })
  return {
    operations: [{ op: 'trees', trees: ensemble }],
    scale: 'probability',
    diagnostics: { trees: ensemble.roots.length, nodes: ensemble.feature.length },
    warnings: [],
  }
}

interface Growth {
  readonly rows: number[][]
  readonly labels: number[]
  readonly features: readonly Float64Array[]
  readonly seed: number
  readonly options: Required<MlRandomForestOptions>
}

function growTree(Classifier: typeof RandomForestClassifier, { rows, labels, features, seed, options }: Growth): TreeNode {
  const { maxDepth, minNumSamples } = options
  const forest = new Classifier({
    nEstimators: 1,
    maxFeatures: shareOf(Math.max(1, Math.round(options.maxFeatures * features.length)), features.length),
    replacement: false,
    useSampleBagging: true,
    noOOB: true,
    seed,
    treeOptions: { maxDepth, minNumSamples },
  })
  forest.train(rows, labels)
  const { baseModel } = JSON.parse(JSON.stringify(forest)) as {
    readonly baseModel: { readonly indexes: number[][]; readonly estimators: { readonly root: CartNode }[] }
  }
  return readTree(baseModel.estimators[0]!.root, baseModel.indexes[0]!, features)
}

/** The share that the package rounds down to this count; it takes the count 1 for the share 1. */
const shareOf = (count: number, features: number) => Math.min(1, (count + 0.5) / features)

function checkData({ features, names, target, weights }: TrainingData): void {
  if (target.length > mostRows) {
    throw new MillraceError({
      code: 'E_FOREST_TOO_LARGE',
      message: `mlRandomForest: ${target.length} rows are too many, its time grows with their square; give at most ${mostRows}, or use another trainer`,
      details: { rows: target.length, most: mostRows },
    })
  }
  if (weights !== undefined) {
    throw new MillraceError({
      code: 'E_WEIGHTS_UNSUPPORTED',
      message: 'mlRandomForest: rows cannot be weighted; use another trainer, or leave weights out',
    })
  }
  requireFinite('mlRandomForest', features, names)
}

function requireInteger(name: string, value: number, most: number): void {
  if (!Number.isSafeInteger(value) || value < 1 || value > most)
    throw new RangeError(`mlRandomForest: ${name} is ${value}, not an integer from 1 to ${most}`)
}
