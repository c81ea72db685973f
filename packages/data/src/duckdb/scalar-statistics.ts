import type { DuckDBConnection } from '@duckdb/node-api'
import type { GraphNode, StatisticAnswer, StatisticOf } from '@millrace/core'
import { numberLiteral } from '../sql/literal.ts'
import { layersOf, nullableOperand } from './layers-of.ts'
import type { Relation } from './relation.ts'

/** A statistic that is a few numbers over all rows. */
export type ScalarStatistic = Exclude<StatisticOf<number>, { readonly stat: 'topValues' | 'sumBy' | 'cells' }>

type Print = (x: string, statistic: ScalarStatistic) => string

/** A power of two by which numbers are divided so that their sum cannot overflow, which costs no digit. */
const scale = 2 ** 64

const printers: Readonly<Record<ScalarStatistic['stat'], Print>> = {
  count: (x) => `CAST(count(${x}) AS DOUBLE)`,
  nulls: (x) => `CAST(count(*) - count(${x}) AS DOUBLE)`,
  mean: (x) => `favg(${x})`,
  stddevPop: (x) => `stddev_pop(${x})`,
  minimum: (x) => `min(${x})`,
  maximum: (x) => `max(${x})`,
  quantiles: (x, statistic) => `quantile_cont(${x}, [${probabilitiesOf(statistic).map(numberLiteral).join(', ')}])`,
}

const scaledMean: Print = (x) => `favg(${x} / ${numberLiteral(scale)}) * ${numberLiteral(scale)}`

const probabilitiesOf = (statistic: ScalarStatistic) => (statistic.stat === 'quantiles' ? statistic.probabilities : [])

/** Answers all of them by one select; what overflows there is asked once more by itself. */
export async function answerScalars(
  connection: DuckDBConnection,
  relation: Relation,
  nodes: readonly GraphNode[],
  statistics: readonly ScalarStatistic[],
): Promise<readonly StatisticAnswer[]> {
  if (statistics.length === 0) return []
  const layers = layersOf(
    relation,
    nodes,
    statistics.map(({ of }) => of),
  )
  const select = (asked: readonly ScalarStatistic[], print: Print) => {
    const expressions = asked.map((statistic) => print(nullableOperand(layers.node(statistic.of)), statistic))
    return firstRow(connection, `SELECT ${expressions.join(', ')} FROM ${layers.from}`)
  }
  const plain: Print = (x, statistic) => printers[statistic.stat](x, statistic)
  const values = await select(statistics, plain).catch(async (error: unknown) => {
    if (!isDeviationOverflow(error)) throw error
    return selectWithoutDeviations(statistics, (asked) => select(asked, plain))
  })
  const answers = values.map((value, i) => answerOf(statistics[i]!, value))
  for (const [i, answer] of answers.entries()) {
    if (statistics[i]!.stat === 'mean' && answer !== null && !Number.isFinite(answer)) {
      const [mean] = await select([statistics[i]!], scaledMean)
      answers[i] = mean as number
    }
  }
  return answers
}

async function firstRow(connection: DuckDBConnection, sql: string): Promise<readonly unknown[]> {
  const result = await connection.run(sql)
  const [row = []] = await result.getRowsJS()
  return row
}

const isDeviationOverflow = (error: unknown) => error instanceof Error && error.message.includes('STDDEV_POP is out of range')

/** DuckDB fails the whole select where the squares of one column overflow; that column's deviation is infinite, as it is in memory. */
async function selectWithoutDeviations(
  statistics: readonly ScalarStatistic[],
  select: (asked: readonly ScalarStatistic[]) => Promise<readonly unknown[]>,
): Promise<readonly unknown[]> {
  const others = statistics.filter(({ stat }) => stat !== 'stddevPop')
  const found = others.length === 0 ? [] : [...(await select(others))]
  const values: unknown[] = []
  for (const statistic of statistics) {
    if (statistic.stat !== 'stddevPop') values.push(found.shift())
    else values.push(await select([statistic]).then(([value]) => value, deviationOverflow))
  }
  return values
}

function deviationOverflow(error: unknown): number {
  if (isDeviationOverflow(error)) return Number.POSITIVE_INFINITY
  throw error
}

function answerOf(statistic: ScalarStatistic, value: unknown): StatisticAnswer {
  if (statistic.stat !== 'quantiles') return value as number | null
  return value === null ? statistic.probabilities.map(() => null) : (value as readonly number[])
}
