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
  /** For each column of the result, its name and, where it holds codes, the strings they stand for. */
  readonly columns: readonly PlannedColumn[]
  /** The outputs of the graph, in its order, from the columns of a block. */
  finish(columns: ReadonlyMap<string, Column>, rowCount: number): ReadonlyMap<string, Column>
}

/** A column of the result. */
export interface PlannedColumn {
  readonly name: string
  readonly dictionary: readonly string[] | null
}

/** Plans a graph: the engine computes all but ensembles that are too large for SQL and what rests on them, which Node computes from each block. */
export function planSelect(relation: Relation, graph: Graph): SelectPlan {
  const { direct, handed, rest } = splitAtTrees(graph)
  const { nodes } = graph
  const roots = [...[...direct.values()].map((index) => valueNode(nodes, index)), ...handed]
  const layers = layersOf(relation, nodes, roots)
  const planned = [...direct].map(([name, index]) => {
    const node = nodes[index]!
    const fragment = layers.node(valueNode(nodes, index))
    if (node.op === 'pick') return { name, dictionary: node.values, sql: printCode(node.values, fragment) }
    return { name, dictionary: null, sql: nanForNull(printOutput(name, node, fragment)) }
  })
  const given = handed.map((index) => ({ name: handedName(index), dictionary: null, sql: nanForNull(asNumber(layers.node(index))) }))
  const all = [...planned, ...given]
  return {
    sql: `SELECT ${all.map(({ sql }, i) => `${sql} AS o${i}`).join(', ')} FROM ${layers.from}`,
    columns: all,
    finish(columns, rowCount) {
      const late = rest === null ? null : runGraph(rest, { rowCount, column: (name) => columns.get(name)! })
      return new Map([...graph.outputs.keys()].map((name) => [name, (late?.get(name) ?? columns.get(name))!]))
    },
  }
}

/** A `pick` is handed over as the number that it picks by. */
function valueNode(nodes: readonly GraphNode[], index: number): number {
  const node = nodes[index]!
  return node.op === 'pick' ? node.args[0] : index
}

const nanForNull = (number: string) => `coalesce(${number}, ${nan})`
