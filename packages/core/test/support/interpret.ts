import type { Graph, GraphNode } from '../../src/graph/graph.ts'
import type { TreeEnsemble } from '../../src/trees/tree-ensemble.ts'
import { physicalAt, type Rows } from './random-graph.ts'

type Value = number | string | null
const isNull = (value: Value): value is null => value === null || Number.isNaN(value)

/** Reads a graph as it is documented, one row and one node after another: what every machine must agree with. */
export function interpret({ nodes }: Graph, source: Rows, row: number): readonly Value[] {
  const values: Value[] = []
  for (const node of nodes) values.push(evaluateNode(node, values, source, row))
  return values
}

function evaluateNode(node: GraphNode, values: readonly Value[], source: Rows, row: number): Value {
  if (node.op === 'column') return physicalAt(source.column(node.name), row)
  if (node.op === 'const') return node.value
  const args = node.args.map((index) => values[index]!)
  const [a, b, c] = args as number[]
  switch (node.op) {
    case 'isNull':
      return isNull(a!) ? 1 : 0
    case 'coalesce':
      return isNull(a!) ? b! : a!
    case 'when':
      return !isNull(a!) && a !== 0 ? b! : c!
    case 'and':
      return a === 0 || b === 0 ? 0 : isNull(a!) || isNull(b!) ? null : 1
    case 'or':
      return (!isNull(a!) && a !== 0) || (!isNull(b!) && b !== 0) ? 1 : isNull(a!) || isNull(b!) ? null : 0
    case 'lookup': {
      if (args[0] === null) return node.missing
      const at = node.keys.indexOf(args[0] as string)
      return at < 0 ? node.other : node.values[at]!
    }
    case 'trees':
      return treesOf(node.trees, args as number[])
  }
  if (args.some(isNull)) return null
  switch (node.op) {
    case 'add':
      return a! + b!
    case 'sub':
      return a! - b!
    case 'mul':
      return a! * b!
    case 'div':
      return b === 0 ? null : a! / b!
    case 'pow':
      return a === 0 && b! < 0 ? null : a! ** b!
    case 'min':
      return Math.min(a!, b!)
    case 'max':
      return Math.max(a!, b!)
    case 'lt':
      return a! < b! ? 1 : 0
    case 'le':
      return a! <= b! ? 1 : 0
    case 'eq':
      return a === b ? 1 : 0
    case 'not':
      return a === 0 ? 1 : 0
    case 'floor':
      return Math.floor(a!)
    case 'abs':
      return Math.abs(a!)
    case 'sqrt':
      return a! < 0 ? null : Math.sqrt(a!)
    case 'log':
      return a! <= 0 ? null : Math.log(a!)
    case 'exp':
      return Math.exp(a!)
    case 'bucket':
      return node.edges.filter((edge) => edge <= a!).length
    case 'pick':
      return node.values[a!] ?? null
    case 'linear':
      return node.weights.reduce((sum, weight, i) => sum + weight * (args[i] as number), node.intercept)
  }
}

function treesOf(trees: TreeEnsemble, args: readonly number[]): number {
  const leafOf = (root: number) => {
    let node = root
    while (trees.feature[node] !== -1) {
      const x = args[trees.feature[node]!]!
      const left = isNull(x) ? trees.missingLeft[node] === 1 : goesLeft(trees, node, x)
      node = left ? trees.left[node]! : trees.right[node]!
    }
    return trees.value[node]!
  }
  const sum = trees.roots.reduce((total, root) => total + leafOf(root), 0)
  return trees.base + (trees.aggregate === 'mean' ? sum / trees.roots.length : sum)
}

/** By the definition of a split, for a number that is not null. */
function goesLeft({ threshold, categories }: TreeEnsemble, node: number, x: number): boolean {
  const set = categories?.set[node] ?? -1
  if (set === -1) return x <= threshold[node]!
  const code = Math.trunc(x)
  const words = categories!.words.subarray(categories!.start[set]!, categories!.start[set + 1]!)
  return code >= 0 && code < 32 * words.length && ((words[Math.floor(code / 32)]! >> (code % 32)) & 1) === 1
}
