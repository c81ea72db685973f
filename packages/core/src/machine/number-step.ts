import type { GraphNode } from '../graph/graph.ts'
import { compileTrees } from '../trees/compile-trees.ts'
import { predictTrees } from '../trees/predict-trees.ts'
import { binaryKernels, bucketKernel, linearKernel, type Step, unaryKernels, whenKernel } from './kernels.ts'

/** A node that computes numbers from numbers. */
export type NumberNode = Exclude<GraphNode, { readonly op: 'column' | 'const' | 'lookup' | 'pick' }>

/** The step that computes the node from the registers of its arguments. */
export function numberStep(node: NumberNode, register: (argument: number) => Float64Array, out: Float64Array): Step {
  const args = node.args.map(register)
  const [a, b, c] = args as [Float64Array, Float64Array, Float64Array]
  switch (node.op) {
    case 'when':
      return whenKernel(a, b, c, out)
    case 'bucket':
      return bucketKernel(a, node.edges, out)
    case 'linear':
      return linearKernel(args, node.weights, node.intercept, out)
    case 'trees': {
      const compiled = compileTrees(node.trees)
      return (count) => predictTrees(compiled, args, count, out)
    }
    case 'not':
    case 'isNull':
    case 'floor':
    case 'abs':
    case 'sqrt':
    case 'log':
    case 'exp':
      return unaryKernels[node.op](a, out)
    default:
      return binaryKernels[node.op](a, b, out)
  }
}
