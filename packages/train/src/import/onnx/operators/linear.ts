import { add, type Expr, estimate, gt, sub } from '@millrace/core'
import { logistic } from '../../../model/targets/binary.ts'
import { indexOfGreatest } from '../../../model/targets/most-probable.ts'
import { softmax } from '../../../model/targets/softmax.ts'
import { importLimits } from '../../import-limits.ts'
import type { NodeView } from '../node-view.ts'
import { type Numbers, numbersOf, type Value } from '../value.ts'

/** Operators that weigh and add columns. */
export const linear: Readonly<Record<string, (node: NodeView) => Value[]>> = {
  LinearClassifier(node) {
    const x = node.numbers(0)
    const names = node.has('classlabels_strings') ? node.texts('classlabels_strings') : node.ints('classlabels_ints')
    const [coefficients, intercepts] = [node.floats('coefficients'), node.floats('intercepts')]
    const width = x.columns.length
    const post = node.text('post_transform', 'NONE')
    const targets = width === 0 ? 0 : coefficients.length / width
    const isSingle = targets === 1 && names.length === 2
    if (names.length < 2 || names.length > importLimits.classes || !(isSingle || targets === names.length)) {
      throw node.invalid(`it has ${coefficients.length} coefficients for ${width} columns and ${names.length} classes`)
    }
    const rows = Array.from({ length: targets }, (_, k) => ({
      weights: coefficients.slice(k * width, (k + 1) * width),
      intercept: intercepts[k] ?? 0,
    }))
    if (names.length === 2) return binary(node, x, names, rows, post)
    const scores = rows.map((row) => weighted(x, row.weights, row.intercept))
    const probabilities = transformed(node, scores, post)
    return [{ kind: 'labels', labels: names, index: indexOfGreatest(scores), scores, probabilities }, columnsOf(names, probabilities)]
  },
  LinearRegressor(node) {
    const x = node.numbers(0)
    const [coefficients, intercepts] = [node.floats('coefficients'), node.floats('intercepts')]
    if (node.int('targets', 1) !== 1 || node.text('post_transform', 'NONE') !== 'NONE')
      throw node.unsupported('of several targets, or with a transform, is not read')
    if (coefficients.length !== x.columns.length)
      throw node.invalid(`it has ${coefficients.length} coefficients for ${x.columns.length} columns`)
    return [numbersOf('float', [{ name: node.name, expr: weighted(x, coefficients, intercepts[0] ?? 0) }])]
  },
  MatMul: (node) => [product(node, 1, false)],
  Gemm(node) {
    if (node.int('transA', 0) !== 0) throw node.unsupported('of rows is not read')
    const scaled = product(node, node.float('alpha', 1), node.int('transB', 0) === 1)
    if (node.inputs[2] === undefined) return [scaled]
    const bias = node.constant(2).values
    const beta = node.float('beta', 1)
    if (bias.length !== 1 && bias.length !== scaled.columns.length)
      throw node.invalid(`it adds ${bias.length} numbers to ${scaled.columns.length} columns`)
    const columns = scaled.columns.map(({ name, expr }, k) => ({
      name,
      expr: add(expr, finite(node, beta * Number(bias[bias.length === 1 ? 0 : k]))),
    }))
    return [numbersOf(scaled.type, columns)]
  },
  Softmax(node) {
    const x = node.numbers(0)
    const axis = node.int('axis', -1)
    if ((axis !== 1 && axis !== -1) || x.columns.length === 0) throw node.unsupported('over rows is not read')
    const probabilities = softmax(x.columns.map(({ expr }) => expr))
    return [
      numbersOf(
        x.type,
        x.columns.map(({ name }, k) => ({ name, expr: probabilities[k]! })),
      ),
    ]
  },
  ReduceSum(node) {
    const { type, columns } = node.numbers(0)
    const axes = node.inputs[1] === undefined ? node.ints('axes') : node.constant(1).values.map(Number)
    if (axes.length !== 1 || (axes[0] !== 1 && axes[0] !== -1) || columns.length === 0) throw node.unsupported('over rows is not read')
    const total = columns.map(({ expr }) => expr).reduce((sum, expr) => add(sum, expr))
    return [numbersOf(type, [{ name: node.name, expr: total }])]
  },
}

interface Row {
  readonly weights: readonly number[]
  readonly intercept: number
}

/** Two labels; the second is answered where its score is above the first's, or above 0 where there is but one. */
function binary(node: NodeView, x: Numbers, labels: readonly (string | number)[], rows: readonly Row[], post: string): Value[] {
  const [first, second] = [rows[0]!, rows[1]]
  const own = second ?? first
  const difference = {
    weights: own.weights.map((weight, j) => weight - (second === undefined ? 0 : first.weights[j]!)),
    intercept: own.intercept - (second === undefined ? 0 : first.intercept),
  }
  const isSoftmax = post === 'SOFTMAX' && second !== undefined
  const scored = isSoftmax ? difference : own
  const score = weighted(x, scored.weights, scored.intercept)
  const other = second === undefined ? null : weighted(x, first.weights, first.intercept)
  const [low, high] = pairOf(node, score, other, post)
  const positive = {
    test: gt(score, other === null || isSoftmax ? 0 : other) as Expr<boolean>,
    threshold: post === 'LOGISTIC' || isSoftmax ? 0.5 : 0,
  }
  return [
    { kind: 'labels', labels, index: indexOfGreatest([low, high]), scores: [low, score], probabilities: [low, high], positive },
    columnsOf(labels, [low, high]),
  ]
}

function pairOf(node: NodeView, score: Expr<number>, other: Expr<number> | null, post: string): readonly [Expr<number>, Expr<number>] {
  if (post === 'LOGISTIC') return [logistic(other ?? sub(0, score)), logistic(score)]
  if (post === 'SOFTMAX' && other !== null) return [logistic(sub(0, score)), logistic(score)]
  if (post === 'NONE' || post === 'SOFTMAX') return [other ?? sub(1, score), score]
  throw node.unsupported(`with the transform '${post}' is not read`)
}

/** What a transform makes of one score a class. */
export function transformed(node: NodeView, scores: readonly Expr<number>[], post: string): readonly Expr<number>[] {
  if (post === 'NONE') return scores
  if (post === 'LOGISTIC') return scores.map(logistic)
  if (post === 'SOFTMAX') return softmax(scores)
  throw node.unsupported(`with the transform '${post}' is not read`)
}

/** One column a class. */
export function columnsOf(labels: readonly (string | number)[], probabilities: readonly Expr<number>[]): Numbers {
  return numbersOf(
    'float',
    probabilities.map((expr, k) => ({ name: String(labels[k]), expr })),
  )
}

function weighted({ columns }: Numbers, weights: readonly number[], intercept: number): Expr<number> {
  const operation = {
    op: 'linear',
    weights: Float64Array.from(weights),
    intercept: intercept + 0,
    means: new Float64Array(weights.length),
  } as const
  return estimate(
    operation,
    columns.map(({ expr }) => expr),
  )
}

function product(node: NodeView, alpha: number, transposed: boolean): Numbers {
  const x = node.numbers(0)
  const { dims, values } = node.constant(1)
  const [rows, width] = dims.length === 2 ? (transposed ? [dims[1]!, dims[0]!] : [dims[0]!, dims[1]!]) : [dims[0] ?? 0, 1]
  if (dims.length > 2 || rows !== x.columns.length || width > importLimits.classes) {
    throw node.unsupported(`by a constant of [${dims.slice(0, 8).join(', ')}] is not read where there are ${x.columns.length} columns`)
  }
  const weight = (j: number, k: number) => finite(node, alpha * Number(values[transposed ? k * rows + j : j * width + k]))
  const columns = Array.from({ length: width }, (_, k) => ({
    name: width === 1 ? node.name : `${node.name}[${k}]`,
    expr: weighted(
      x,
      Array.from({ length: rows }, (_, j) => weight(j, k)),
      0,
    ),
  }))
  return numbersOf(x.type, columns)
}

function finite(node: NodeView, value: number): number {
  if (!Number.isFinite(value)) throw node.invalid(`a weight is ${value}, not a finite number`)
  return value
}
