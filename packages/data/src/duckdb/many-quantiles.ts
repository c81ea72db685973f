import type { DuckDBConnection } from '@duckdb/node-api'
import { type GraphNode, quantilesOfSorted, type StatisticOf } from '@millrace/core'
import { layersOf, nullableOperand } from './layers-of.ts'
import type { Relation } from './relation.ts'

type Quantiles = Extract<StatisticOf<number>, { readonly stat: 'quantiles' }>

/** From so many probabilities on one sort takes less than DuckDB's selection of each. */
const many = 32

/** Whether quantiles are better answered by {@link answerManyQuantiles}. */
export function areManyQuantiles(statistic: StatisticOf<number>): statistic is Quantiles {
  return statistic.stat === 'quantiles' && statistic.probabilities.length >= many
}

/** Answers quantiles by the values at their places in one sort. */
export async function answerManyQuantiles(
  connection: DuckDBConnection,
  relation: Relation,
  nodes: readonly GraphNode[],
  { of, probabilities }: Quantiles,
): Promise<readonly (number | null)[]> {
  const layers = layersOf(relation, nodes, [of])
  const x = nullableOperand(layers.node(of))
  const select = async (sql: string) => (await connection.run(sql)).getRowsJS() as Promise<readonly (readonly number[])[]>
  const [[count] = [0]] = await select(`SELECT CAST(count(${x}) AS DOUBLE) FROM ${layers.from}`)
  if (count === undefined || count === 0) return probabilities.map(() => null)
  const positions = probabilities.map((probability) => probability * (count - 1))
  const places = new Set(positions.flatMap((position) => [Math.floor(position), Math.min(Math.floor(position) + 1, count - 1)]))
  const values = `SELECT ${x} AS x, row_number() OVER (ORDER BY ${x}) - 1 AS place FROM ${layers.from} WHERE ${x} IS NOT NULL`
  const rows = await select(`SELECT CAST(place AS DOUBLE), x FROM (${values}) WHERE place IN (${[...places].join(', ')})`)
  const valueAt = new Map(rows.map(([place, value]) => [place!, value!]))
  return positions.map((position) => {
    const below = Math.floor(position)
    const pair = Float64Array.of(valueAt.get(below)!, valueAt.get(Math.min(below + 1, count - 1))!)
    return quantilesOfSorted(pair, [position - below])[0]!
  })
}
