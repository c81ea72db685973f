import type { Expr } from '../expression/expr.ts'
import { columnExpr, exprOf } from '../expression/expr.ts'
import { createLowering } from '../fit/lowering.ts'
import type { ColumnSpec } from '../schema/column-spec.ts'
import type { Graph } from './graph.ts'
import { graphBuilder } from './graph-builder.ts'

/**
 * What new outputs may be built from.
 *
 * @category Graph
 * @since 0.1.0
 */
export interface GraphParts {
  /** An output of the graph as an expression. */
  output(name: string): Expr<number>
  /** A column as an expression, whether or not the graph reads it already. */
  column(spec: ColumnSpec): Expr<never>
}

/**
 * Adds outputs to a graph, or replaces some, by expressions over its outputs and columns: how a calibration, a threshold or a policy joins a model.
 *
 * @param graph - a resolved graph
 * @param build - receives the parts and returns the new outputs by name; nothing in them may have to be learnt
 * @returns a new graph; outputs keep their order, new ones come last
 * @throws RangeError when an output does not exist
 * @example
 * ```ts
 * import { extendGraph, loadGraph, mul, runGraph } from '@millrace/core'
 *
 * const json = { version: 1, nodes: [{ op: 'column', name: 'x', type: 'number' }], outputs: [['x', 0]] }
 * const graph = extendGraph(loadGraph({ json, arrays: new Map() }), ({ output }) => ({ twice: mul(output('x'), 2) }))
 * const source = { rowCount: 1, column: () => ({ type: 'number', values: Float64Array.of(4) }) } as const
 * runGraph(graph, source).get('twice') // => { type: 'number', values: Float64Array.of(8) }
 * ```
 * @category Graph
 * @since 0.1.0
 */
export function extendGraph(
  graph: Graph,
  build: (parts: GraphParts) => Readonly<Record<string, Expr<number | boolean | string | null>>>,
): Graph {
  const builder = graphBuilder(graph.nodes)
  const symbols = new Map<symbol, number>()
  const added = build({
    output(name) {
      const node = graph.outputs.get(name)
      if (node === undefined) throw new RangeError(`extendGraph: the graph has no output '${name}'`)
      const symbol = Symbol(name)
      symbols.set(symbol, node)
      return exprOf({ kind: 'symbol', symbol, name })
    },
    column: (spec) => columnExpr(spec),
  })
  const lowering = createLowering(builder, 'serving', new Map(), symbols)
  const lowered = Object.entries(added).map(([name, { node }]) => {
    const index = lowering.lower(node)
    if (index === undefined) throw new TypeError(`extendGraph: the output '${name}' has something to learn; fit it first`)
    return [name, index] as const
  })
  return builder.build(new Map([...graph.outputs, ...lowered]))
}
