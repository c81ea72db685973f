import type { GraphNode } from '@millrace/core'
import type { Emitter, OnnxValue } from './emitter.ts'
import { faultOf, nameFaultOf } from './null-text.ts'
import type { PrintContext, Printer } from './printers/printer.ts'
import { printers } from './printers/printers.ts'
import { textCodes } from './printers/text-codes.ts'
import { treeLeaves } from './printers/tree-leaves.ts'
import { unsupported } from './unsupported.ts'

/** Prints nodes of a graph, each after its arguments. */
export function printNodes(nodes: readonly GraphNode[], order: readonly number[], emit: Emitter): ReadonlyMap<number, OnnxValue> {
  const reached = order.map((index) => nodes[index]!)
  const context: PrintContext = { emit, codes: textCodes(reached, emit), leaves: treeLeaves(emit) }
  const values = new Map<number, OnnxValue>()
  for (const index of order) {
    const node = nodes[index]!
    checkNode(node, index)
    const args = 'args' in node ? node.args.map((argument) => values.get(argument)!) : []
    // The printer is the one of the node's operation, which the compiler cannot see of a union.
    const value =
      node.op === 'column'
        ? emit.vector(columnValue(node.name))
        : (printers[node.op] as Printer<typeof node.op>)(node as never, args, context)
    values.set(index, value)
  }
  return values
}

/** The input that a column is. */
export const columnValue = (name: string): OnnxValue => ({ name, hasRows: true })

function checkNode(node: GraphNode, index: number): void {
  const { op } = node
  if (op !== 'column' && printers[op] === undefined) throw unsupported('it has no operator for it', { index, op })
  const fault =
    op === 'column'
      ? nameFaultOf(node.name)
      : textsOf(node)
          .map(faultOf)
          .find((one) => one !== null)
  if (fault) throw unsupported(fault, { index, op })
}

function textsOf(node: GraphNode): readonly string[] {
  if (node.op === 'lookup') return node.keys
  return node.op === 'pick' ? node.values : []
}
