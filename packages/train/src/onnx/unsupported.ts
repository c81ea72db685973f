import { type GraphNode, MillraceError } from '@millrace/core'

/** Says that ONNX cannot express a graph, and at which node. */
export function unsupported(reason: string, node?: { readonly index: number; readonly op: GraphNode['op'] }): MillraceError {
  const where = node === undefined ? 'the graph' : `node ${node.index} ('${node.op}') of the graph`
  return new MillraceError({
    code: 'E_ONNX_UNSUPPORTED',
    message: `${where} cannot be expressed in ONNX: ${reason}`,
    ...(node === undefined ? {} : { details: { node: node.index, operation: node.op } }),
  })
}
