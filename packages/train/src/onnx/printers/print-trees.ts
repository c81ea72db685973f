import type { Printer } from './printer.ts'
import { valuesOfLeaves } from './tree-rows.ts'

/**
 * Trees in two steps, since the runtime adds leaves in float32: the operator says which leaf each tree reaches, then values in float64 are read and summed in the order
 * of the trees, to the bits of the machine. Ensembles that differ in values alone share the first step.
 */
export const printTrees: Printer<'trees'> = (node, args, { emit, leaves }) => {
  const { trees } = node
  const table = valuesOfLeaves(trees)
  const values = emit.node('Gather', [emit.tensor({ type: 'double', shape: [table.length], values: table }), leaves(node, args)])
  const sums = emit.node('CumSum', [values, emit.tensor({ type: 'int64', shape: [], values: [0] })])
  const sum = emit.node('Gather', [sums, emit.tensor({ type: 'int64', shape: [], values: [trees.roots.length - 1] })])
  const aggregate = trees.aggregate === 'mean' ? emit.node('Div', [sum, emit.number(trees.roots.length)]) : sum
  return emit.node('Add', [emit.number(trees.base), aggregate])
}
