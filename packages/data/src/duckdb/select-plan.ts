import { type Column, type Graph, type GraphNode, runGraph } from '@millrace/core'
import { asNumber, nan } from '../sql/fragment.ts'
import { printCode } from '../sql/print-pick.ts'
import { printOutput } from '../sql/print-sql.ts'
import { layersOf } from './layers-of.ts'
import type { Relation } from './relation.ts'
import { handedName, splitAtTrees } from './split-trees.ts'

/** A select whose columns are numbers with NaN for null, or codes with -1 for null: what columns of tables hold. */
export interface SelectPlan {
  readonly sql: string
  /** For each column of the result, the strings that its codes stand for, or null where it holds numbers. */
  readonly dictionaries: readonly (readonly string[] | null)[]
  /** The outputs of the graph, in its order, from the columns of a block. */
  finish(columns: readonly Column[], rowCount: number): ReadonlyMap<string, Column>
}

/**
 * Plans a graph: the engine computes all but ensembles that are too large for SQL and what rests on them, which Node computes from each
 * block.
 */
export function planSelect(relation: Relation, graph: Graph): SelectPlan {
  const { direct, handed, rest } = splitAtTrees(graph)
  const { nodes } = graph
  const roots = [...[...direct.values()].map((index) => valueNode(nodes, index)), ...handed]
  const layers = layersOf(relation, nodes, roots)
  const outputs = [...direct].map(([name, index]) => {
    const node = nodes[index]!
    const fragment = layers.node(valueNode(nodes, index))
    return node.op === 'pick' ? printCode(node.values, fragment) : nanForNull(printOutput(name, node, fragment))
  })
  const others = handed.map((index) => nanForNull(asNumber(layers.node(index))))
  const dictionaries = [...direct.values(), ...handed].map((index) => {
    const node = nodes[index]!
    return node.op === 'pick' ? node.values : null
  })
  return {
    sql: `SELECT ${[...outputs, ...others].map((sql, i) => `${sql} AS o${i}`).join(', ')} FROM ${layers.from}`,
    dictionaries,
    finish(columns, rowCount) {
      const early = new Map([...direct.keys()].map((name, i) => [name, columns[i]!]))
      if (rest === null) return early
      const given = new Map(handed.map((index, i) => [handedName(index), columns[direct.size + i]!]))
      const late = runGraph(rest, { rowCount, column: (name) => given.get(name)! })
      return new Map([...graph.outputs.keys()].map((name) => [name, (early.get(name) ?? late.get(name))!]))
    },
  }
}

/** A `pick` is handed over as the number that it picks by. */
function valueNode(nodes: readonly GraphNode[], index: number): number {
  const node = nodes[index]!
  return node.op === 'pick' ? node.args[0] : index
}

const nanForNull = (number: string) => `coalesce(${number}, ${nan})`
