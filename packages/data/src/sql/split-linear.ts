import type { GraphNode } from '@millrace/core'

/** Terms in one expression: databases bound how deep an expression may nest, and a sum nests once a term. */
const termsInOneSum = 64

/**
 * Replaces each long weighted sum by a chain of short ones whose first term is the sum so far with weight 1, which changes no bit.
 *
 * @returns the nodes, and where each of the given ones went
 */
export function splitLinear(nodes: readonly GraphNode[]): { readonly nodes: readonly GraphNode[]; readonly moved: readonly number[] } {
  const split: GraphNode[] = []
  const moved: number[] = []
  for (const node of nodes) {
    const placed = 'args' in node ? ({ ...node, args: node.args.map((argument) => moved[argument]!) } as unknown as GraphNode) : node
    if (placed.op === 'linear') for (const part of partsOf(placed, split.length)) split.push(part)
    else split.push(placed)
    moved.push(split.length - 1)
  }
  return { nodes: split, moved }
}

function* partsOf(node: GraphNode & { readonly op: 'linear' }, index: number): Generator<GraphNode> {
  const { args, weights, means } = node
  yield { ...node, args: args.slice(0, termsInOneSum), weights: weights.slice(0, termsInOneSum), means: means.slice(0, termsInOneSum) }
  for (let from = termsInOneSum; from < args.length; from += termsInOneSum, index++) {
    const to = from + termsInOneSum
    yield {
      op: 'linear',
      args: [index, ...args.slice(from, to)],
      weights: Float64Array.of(1, ...weights.slice(from, to)),
      intercept: 0,
      means: Float64Array.of(0, ...means.slice(from, to)),
    }
  }
}
