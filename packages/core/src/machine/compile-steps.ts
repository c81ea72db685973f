import type { GraphNode } from '../graph/graph.ts'
import { compileTrees } from '../trees/compile-trees.ts'
import { predictTrees } from '../trees/predict-trees.ts'
import { type Inputs, lookupMapping, type StringInput } from './inputs.ts'
import { binaryKernels, bucketKernel, linearKernel, lookupKernel, pickKernel, type Step, unaryKernels, whenKernel } from './kernels.ts'
import { allocateRegisters } from './registers.ts'

/** Numbers, or codes of strings. */
export type Register = Float64Array | Int32Array

/** Turns nodes into steps over registers, in order. */
export function compileSteps(
  nodes: readonly GraphNode[],
  order: readonly number[],
  kept: ReadonlySet<number>,
  inputs: Inputs,
  capacity: number,
): { readonly steps: readonly Step[]; readonly registers: ReadonlyMap<number, Register> } {
  const numbers = allocateRegisters(nodes, order, kept, capacity)
  const codes = new Map<number, Int32Array>()
  for (const index of order) if (!numbers.has(index)) codes.set(index, new Int32Array(capacity))
  const number = (index: number) => numbers.get(index)!

  const compile = (index: number): Step | null => {
    const node = nodes[index]!
    switch (node.op) {
      case 'const':
        number(index).fill(node.value)
        return null
      case 'column':
        return node.type === 'number' ? loadNumbers(inputs, index, number(index)) : loadCodes(inputs, index, codes.get(index)!)
      case 'when':
        return whenKernel(number(node.args[0]), number(node.args[1]), number(node.args[2]), number(index))
      case 'lookup':
        return lookupKernel(codes.get(node.args[0])!, lookupMapping(node, inputs.byNode.get(node.args[0]) as StringInput), number(index))
      case 'bucket':
        return bucketKernel(number(node.args[0]), node.edges, number(index))
      case 'pick':
        return pickKernel(number(node.args[0]), node.values.length, codes.get(index)!)
      case 'linear':
        return linearKernel(node.args.map(number), node.weights, node.intercept, number(index))
      case 'trees': {
        const compiled = compileTrees(node.trees)
        const features = node.args.map(number)
        const out = number(index)
        return (count) => predictTrees(compiled, features, count, out)
      }
      default:
        return node.args.length === 1
          ? unaryKernels[node.op as keyof typeof unaryKernels](number(node.args[0]), number(index))
          : binaryKernels[node.op as keyof typeof binaryKernels](number(node.args[0]), number(node.args[1]!), number(index))
    }
  }
  const steps = order.map(compile).filter((step) => step !== null)
  return { steps, registers: new Map<number, Register>([...numbers, ...codes]) }
}

function loadNumbers(inputs: Inputs, index: number, out: Float64Array): Step {
  const input = inputs.byNode.get(index)!
  return (count) => {
    if (count === 1) out[0] = input.values[inputs.start]!
    else out.set((input.values as Float64Array).subarray(inputs.start, inputs.start + count))
  }
}

function loadCodes(inputs: Inputs, index: number, out: Int32Array): Step {
  const input = inputs.byNode.get(index) as StringInput
  return (count) => {
    const { values, recode } = input
    for (let i = 0, row = inputs.start; i < count; i++, row++) out[i] = recode[values[row]! + 1]!
  }
}
