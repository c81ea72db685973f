import { buildTrees, type Expr, eq, estimate, gt, mul, sub, type TreeEnsemble } from '@millrace/core'
import { logistic } from '../../../model/targets/binary.ts'
import { indexOfGreatest } from '../../../model/targets/most-probable.ts'
import { importLimits } from '../../import-limits.ts'
import type { NodeView } from '../node-view.ts'
import { type Numbers, numbersOf, type Value } from '../value.ts'
import { columnsOf, transformed } from './linear.ts'
import { readForest } from './read-forest.ts'

/** Ensembles of trees, as onnxruntime runs them. */
export const trees: Readonly<Record<string, (node: NodeView) => Value[]>> = {
  TreeEnsembleRegressor(node) {
    const x = node.numbers(0)
    const aggregate = node.text('aggregate_function', 'SUM')
    const post = node.text('post_transform', 'NONE')
    if (node.int('n_targets', 1) !== 1) throw node.unsupported('of several targets is not read')
    if (aggregate !== 'SUM' && aggregate !== 'AVERAGE') throw node.unsupported(`by ${aggregate} is not read`)
    if (post !== 'NONE' && post !== 'LOGISTIC') throw node.unsupported(`with the transform '${post}' is not read`)
    const base = node.weights('base_values')
    if (base.length > 1) throw node.invalid(`it has ${base.length} base values for one target`)
    const forest = scoresOf(node, x, 'target', 1)
    const score = forest.score(0, base[0] ?? 0, aggregate === 'SUM' ? 'sum' : 'mean')
    return [numbersOf('float', [{ name: node.name, expr: post === 'LOGISTIC' ? logistic(score) : score }])]
  },
  TreeEnsembleClassifier(node) {
    const x = node.numbers(0)
    const labels = node.has('classlabels_strings') ? node.texts('classlabels_strings') : node.ints('classlabels_int64s')
    if (labels.length < 2 || labels.length > importLimits.classes)
      throw node.invalid(`it has ${labels.length} classes; 2 to ${importLimits.classes} are read`)
    const post = node.text('post_transform', 'NONE')
    const base = node.weights('base_values')
    const forest = scoresOf(node, x, 'class', labels.length)
    if (labels.length === 2) return twoClasses(node, labels, forest, base, post)
    if (base.length !== 0 && base.length !== labels.length)
      throw node.invalid(`it has ${base.length} base values for ${labels.length} classes`)
    const scores = labels.map((_, k) => forest.score(k, base[k] ?? 0, 'sum'))
    const probabilities = transformed(node, scores, post)
    return [{ kind: 'labels', labels, index: indexOfGreatest(scores), scores, probabilities }, columnsOf(labels, probabilities)]
  },
}

interface Forest {
  /** The classes that leaves have weights of. */
  readonly classes: ReadonlySet<number>
  /** Whether no weight is negative. */
  readonly isPositive: boolean
  score(k: number, base: number, aggregate: 'sum' | 'mean'): Expr<number>
}

/**
 * Two classes, where onnxruntime has its own rules.
 *
 * With one weight a leaf it is of the second class. The label is cut on the raw score: at 0.5 where no weight is negative, otherwise at 0, whatever the transform. With
 * weights of both classes the label is cut at 0 of the second score alone, whatever the first.
 */
function twoClasses(node: NodeView, labels: readonly (string | number)[], forest: Forest, base: readonly number[], post: string): Value[] {
  const isSingle = forest.classes.size <= 1
  if (isSingle && !forest.classes.has(0)) throw node.unsupported('of two classes with weights of the second class alone is not read')
  if (base.length > (isSingle ? 1 : 0)) throw node.unsupported(`of two classes with ${base.length} base values is not read`)
  if (isSingle) {
    const score = forest.score(0, base[0] ?? 0, 'sum')
    const cut = forest.isPositive ? 0.5 : 0
    const isLogistic = post === 'LOGISTIC'
    if (!isLogistic && post !== 'NONE' && post !== 'SOFTMAX') throw node.unsupported(`with the transform '${post}' is not read`)
    const high = isLogistic ? logistic(score) : score
    const low = isLogistic ? logistic(sub(0, score)) : forest.isPositive ? sub(1, score) : sub(0, score)
    const positive = { test: gt(score, cut), threshold: isLogistic ? 1 / (1 + Math.exp(-cut)) : cut }
    return [
      {
        kind: 'labels',
        labels,
        index: mul(positive.test as unknown as Expr<number>, 1),
        scores: [low, score],
        probabilities: [low, high],
        positive,
      },
      columnsOf(labels, [low, high]),
    ]
  }
  const scores = [0, 1].map((k) => forest.score(k, 0, 'sum'))
  const probabilities = transformed(node, scores, post)
  const positive = { test: gt(scores[1]!, 0), threshold: 0 }
  return [
    { kind: 'labels', labels, index: mul(positive.test as unknown as Expr<number>, 1), scores, probabilities, positive },
    columnsOf(labels, probabilities),
  ]
}

/** Scores by class; the trees of all are the same arrays, with other values in the leaves. */
function scoresOf(node: NodeView, x: Numbers, part: 'class' | 'target', classes: number): Forest {
  const { roots, weights, uses } = readForest(node, { part, classes, width: x.columns.length, isDouble: x.type === 'double' })
  const args = uses.map(({ feature, equals }) => {
    const { expr } = x.columns[feature]!
    return equals === null ? expr : eq(expr, equals)
  })
  const shared = buildTrees(roots, { base: 0, aggregate: 'sum' })
  const size = shared.feature.length
  if (size * classes > importLimits.cells) throw node.unsupported(`with ${size} nodes of ${classes} classes is too large`)
  const values = Array.from({ length: classes }, () => new Float64Array(size))
  const used = new Set<number>()
  let isPositive = true
  for (let at = 0; at < size; at++) {
    if (shared.feature[at] !== -1) continue
    for (const [k, weight] of weights[shared.value[at]!]!) {
      values[k]![at]! += weight
      if (!Number.isFinite(values[k]![at])) throw node.invalid('the weights of a leaf are too large')
      used.add(k)
      isPositive &&= weight >= 0
    }
  }
  return {
    classes: used,
    isPositive,
    score(k, base, aggregate) {
      const ensemble: TreeEnsemble = Object.freeze({ ...shared, value: values[k]!, base: base + 0, aggregate })
      return estimate({ op: 'trees', trees: ensemble }, args)
    },
  }
}
