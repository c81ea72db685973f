import type { TrainingData } from '@millrace/core'
import type { ForestKind } from './define-forest.ts'
import type { ForestOptions } from './forest-options.ts'

/** What a forest is to be, with every default filled in: plain values that go to other threads. */
export interface ForestSettings {
  readonly trees: number
  /** Number of outputs: 1 for two classes and for numbers, otherwise the number of classes. */
  readonly outputs: number
  readonly criterion: 'gini' | 'entropy' | 'squared'
  /** Features that a split is chosen from. */
  readonly featuresPerSplit: number
  /** Whether a feature is split at random, and not where it is best. */
  readonly randomSplits: boolean
  readonly bootstrap: boolean
  /** Rows that a tree is grown from, drawn rows counted as often as drawn. */
  readonly rowsPerTree: number
  readonly maxDepth: number
  readonly maxLeaves: number
  readonly minRowsLeaf: number
  readonly minRowsSplit: number
  /** Least gain of a split, for each unit of the tree's weight. */
  readonly minGain: number
}

/** Fills in what the options leave open. */
export function settingsFor(kind: ForestKind, options: ForestOptions, { task, target, features }: TrainingData): ForestSettings {
  const { bootstrap = false, rowShare = 1, maxDepth = 1024, maxLeaves = 2 ** 24, minRowsLeaf = 1, minRowsSplit = 2, minGain = 0 } = options
  const isRegression = task?.kind === 'regression'
  const maxFeatures = options.maxFeatures ?? (isRegression ? kind.maxFeatures.numbers : kind.maxFeatures.classes)
  return {
    trees: options.trees ?? 1,
    outputs: task?.kind === 'multiclass' ? task.classes : 1,
    criterion: isRegression ? 'squared' : (options.criterion ?? 'gini'),
    featuresPerSplit: Math.min(features.length, countOf(maxFeatures, features.length)),
    randomSplits: kind.randomSplits,
    bootstrap,
    rowsPerTree: Math.max(1, Math.round(rowShare * target.length)),
    maxDepth,
    maxLeaves,
    minRowsLeaf,
    minRowsSplit,
    minGain,
  }
}

function countOf(maxFeatures: number | 'sqrt' | 'log2', features: number): number {
  const count = maxFeatures === 'sqrt' ? Math.sqrt(features) : maxFeatures === 'log2' ? Math.log2(features) : maxFeatures * features
  return Math.max(1, Math.floor(count))
}
