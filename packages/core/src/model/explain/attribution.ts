import type { GraphNode } from '../../graph/graph.ts'
import { treesExplainer } from '../../trees/shap/explain-trees.ts'

/** A node whose score is a sum of contributions of its arguments. */
export type ExplainedNode = Extract<GraphNode, { readonly op: 'linear' | 'trees' }>

/** Splits the numbers that a node gives. It owns scratch memory: none across an `await`. */
export interface Attribution {
  /** The number that contributions are measured from. */
  readonly base: number
  /** Writes one contribution a row and argument, row by row, for `count` rows from `start` on. */
  explain(columns: readonly Float64Array[], start: number, count: number, out: Float64Array): void
}

/** How a node is split: against its training rows, or against background rows. */
export function attributionOf(node: ExplainedNode, background?: readonly Float64Array[]): Attribution {
  return node.op === 'trees'
    ? treesExplainer(node.trees, node.args.length, background)
    : linearAttribution(node, background?.map(meanOf) ?? node.means)
}

/** Weight times the distance from the mean, which is also Shapley's value against rows of that mean. */
function linearAttribution({ weights, intercept }: Extract<GraphNode, { op: 'linear' }>, means: ArrayLike<number>): Attribution {
  const features = weights.length
  return {
    base: weights.reduce((sum, weight, j) => sum + weight * means[j]!, intercept),
    explain(columns, start, count, out) {
      for (let j = 0; j < features; j++) {
        const column = columns[j]!
        for (let row = 0; row < count; row++) out[row * features + j] = weights[j]! * (column[start + row]! - means[j]!)
      }
    },
  }
}

function meanOf(column: Float64Array): number {
  return column.reduce((sum, x) => sum + x, 0) / column.length
}
