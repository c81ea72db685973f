import type { DuckDBConnection } from '@duckdb/node-api'
import type { StatisticAnswer, StatisticsRequest, WorkOptions } from '@millrace/core'
import { answerGroups, type GroupStatistic } from './group-statistics.ts'
import { answerManyQuantiles, areManyQuantiles } from './many-quantiles.ts'
import type { Relation } from './relation.ts'
import { answerScalars, type ScalarStatistic } from './scalar-statistics.ts'

/** Answers a request: one select for everything that is a few numbers, and one for each statistic that counts groups or sorts. */
export async function answerStatistics(
  connection: DuckDBConnection,
  relation: Relation,
  { nodes, statistics }: StatisticsRequest,
  { signal, progress }: WorkOptions,
): Promise<readonly StatisticAnswer[]> {
  const answers = new Map<number, StatisticAnswer>()
  const scalars = new Map<number, ScalarStatistic>()
  const groups = new Map<number, GroupStatistic>()
  const sorted = new Map<number, Parameters<typeof answerManyQuantiles>[3]>()
  for (const [i, statistic] of statistics.entries()) {
    if (statistic.stat === 'topValues' || statistic.stat === 'sumBy' || statistic.stat === 'cells') groups.set(i, statistic)
    else if (areManyQuantiles(statistic)) sorted.set(i, statistic)
    else scalars.set(i, statistic)
  }
  const report = () =>
    progress?.({ task: `ask DuckDB about ${relation.name}`, done: answers.size, total: statistics.length, unit: 'statistics' })
  const found = await answerScalars(connection, relation, nodes, [...scalars.values()])
  for (const [position, i] of [...scalars.keys()].entries()) answers.set(i, found[position]!)
  report()
  for (const [i, statistic] of sorted) {
    signal?.throwIfAborted()
    answers.set(i, await answerManyQuantiles(connection, relation, nodes, statistic))
    report()
  }
  for (const [i, statistic] of groups) {
    signal?.throwIfAborted()
    answers.set(i, await answerGroups(connection, relation, nodes, statistic))
    report()
  }
  return statistics.map((_, i) => answers.get(i)!)
}
