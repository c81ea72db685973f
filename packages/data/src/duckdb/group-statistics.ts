import type { DuckDBConnection } from '@duckdb/node-api'
import {
  type CellSums,
  compareCodePoints,
  type GraphNode,
  type KeySum,
  type StatisticAnswer,
  type StatisticOf,
  type ValueCount,
} from '@millrace/core'
import { layersOf, nullableOperand } from './layers-of.ts'
import type { Relation } from './relation.ts'

/** A statistic that counts the rows of groups. */
export type GroupStatistic = Extract<StatisticOf<number>, { readonly stat: 'topValues' | 'sumBy' | 'cells' }>

type Asked<Stat extends GroupStatistic['stat']> = Extract<GroupStatistic, { readonly stat: Stat }>
type Row = readonly unknown[]

/** Answers one of them by one select. */
export async function answerGroups(
  connection: DuckDBConnection,
  relation: Relation,
  nodes: readonly GraphNode[],
  statistic: GroupStatistic,
): Promise<StatisticAnswer> {
  const ask: Ask = async (given, operands, print) => {
    const layers = layersOf(relation, given, operands)
    const result = await connection.run(
      print(
        layers.from,
        operands.map((operand) => nullableOperand(layers.node(operand))),
      ),
    )
    return result.getRowsJS()
  }
  switch (statistic.stat) {
    case 'topValues':
      return topValues(nodes, statistic, ask)
    case 'sumBy':
      return sumBy(nodes, statistic, ask)
    case 'cells':
      return cells(nodes, statistic, ask)
  }
}

/** Selects from a relation that has computed the operands. */
type Ask = (
  nodes: readonly GraphNode[],
  operands: readonly number[],
  print: (from: string, operands: readonly string[]) => string,
) => Promise<readonly Row[]>

const countAndSum = (y: string) => `CAST(count(*) AS DOUBLE), fsum(${y})`

/** The client drops a byte order mark that a text begins with, so texts are sent behind a character that {@link receivedText} takes off again. */
const sentText = (x: string) => `'=' || ${x}`
const receivedText = (text: string) => text.slice(1)

async function topValues(nodes: readonly GraphNode[], { of, limit }: Asked<'topValues'>, ask: Ask) {
  const node = nodes[of]!
  const sent = node.op === 'pick' || (node.op === 'column' && node.type === 'string') ? sentText : (x: string) => x
  const rows = await ask(nodes, [of], (from, [x]) => {
    const counts = `SELECT ${x} AS x, CAST(count(*) AS DOUBLE) AS present FROM ${from} WHERE ${x} IS NOT NULL GROUP BY 1`
    return `SELECT ${sent('x')}, present FROM (${counts}) ORDER BY present DESC, x LIMIT ${limit}`
  })
  const received = (x: unknown) => (typeof x === 'string' ? receivedText(x) : (x as number) + 0)
  return rows.map(([x, count]) => ({ value: received(x), count })) as readonly ValueCount<string | number>[]
}

async function sumBy(nodes: readonly GraphNode[], { key, fold, of }: Asked<'sumBy'>, ask: Ask): Promise<readonly KeySum[]> {
  const rows = await ask(nodes, [key, fold, of], (from, [k, f, y]) => {
    const sums = `SELECT ${k} AS k, ${f} AS f, ${countAndSum(y!)} FROM ${from} WHERE ${f} IS NOT NULL AND ${y} IS NOT NULL GROUP BY 1, 2`
    return `SELECT ${sentText('k')}, * EXCLUDE (k) FROM (${sums})`
  })
  const sums = (rows as readonly [string | null, number, number, number][]).map(([k, f, count, sum]) => ({
    key: k === null ? null : receivedText(k),
    fold: f,
    count,
    sum,
  }))
  return sums.sort((a, b) => compareKeys(a.key, b.key) || a.fold - b.fold)
}

function compareKeys(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  return compareCodePoints(a, b)
}

async function cells(nodes: readonly GraphNode[], { of, edges, value }: Asked<'cells'>, ask: Ask): Promise<CellSums> {
  const bucket: GraphNode = { op: 'bucket', args: [of], edges: Float64Array.from(edges) }
  const rows = await ask(
    [...nodes, bucket],
    [nodes.length, value],
    (from, [cell, y]) => `SELECT ${cell}, ${countAndSum(y!)} FROM ${from} WHERE ${cell} IS NOT NULL AND ${y} IS NOT NULL GROUP BY 1`,
  )
  const count = new Array<number>(edges.length + 1).fill(0)
  const sum = new Array<number>(edges.length + 1).fill(0)
  for (const [cell, rowsInCell, total] of rows as readonly [number, number, number][]) {
    count[cell] = rowsInCell
    sum[cell] = total
  }
  return { count, sum }
}
