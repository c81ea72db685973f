import type { StatisticAnswer, StatisticsEngine } from '../contracts/statistics-engine.ts'
import type { StatisticOf } from '../expression/statistic.ts'
import type { GraphNode } from '../graph/graph.ts'
import type { ColumnSource } from '../machine/column-source.ts'
import { createMachine } from '../machine/machine.ts'
import type { StringColumn } from '../table/column.ts'
import { accumulatorOf, type NodeValues } from './accumulate.ts'

/**
 * A statistics engine over columns in memory: one pass over the rows answers every question of a request.
 *
 * @param source - a table
 * @returns the engine, which holds the table
 * @example
 * ```ts
 * import { fromRows, memoryEngine } from '@millrace/core'
 * import { z } from 'zod'
 *
 * const engine = memoryEngine(fromRows(z.object({ amount: z.number() }), [{ amount: 2 }, { amount: 4 }]))
 * const nodes = [{ op: 'column', name: 'amount', type: 'number' }] as const
 * await engine.statistics({ nodes, statistics: [{ stat: 'mean', of: 0 }] }) // => [3]
 * ```
 * @category Fitting
 * @since 0.1.0
 */
export function memoryEngine(source: ColumnSource): StatisticsEngine {
  return Object.freeze({
    specVersion: 1 as const,
    name: 'memory',
    async statistics({ nodes, statistics }, { signal } = {}) {
      signal?.throwIfAborted()
      return answer(source, nodes, statistics)
    },
  } satisfies StatisticsEngine)
}

function answer(source: ColumnSource, nodes: readonly GraphNode[], statistics: readonly StatisticOf<number>[]): StatisticAnswer[] {
  const read = statistics.flatMap(nodesOf)
  const machine = createMachine({ nodes }, read)
  const values: NodeValues = {
    rowCount: source.rowCount,
    numbers: (node) => machine.register(node) as Float64Array,
    strings: (node) => stringsOf(source, nodes[node]!),
  }
  const moments = new Map()
  const accumulators = statistics.map((statistic) => accumulatorOf(statistic, values, moments))
  machine.runBlocks(source, (start, count) => {
    for (const accumulator of accumulators) accumulator.add(start, count)
  })
  return accumulators.map((accumulator) => accumulator.answer())
}

function stringsOf(source: ColumnSource, node: GraphNode): StringColumn | null {
  if (node.op !== 'column' || node.type !== 'string') return null
  const column = source.column(node.name)
  return column.type === 'string' ? column : null
}

/**
 * The nodes that a statistic reads, for engines that compute them first.
 *
 * @param statistic - one question
 * @returns the arguments in their order
 * @example
 * ```ts
 * import { nodesOf } from '@millrace/core'
 *
 * nodesOf({ stat: 'cells', of: 3, edges: [0], value: 5 }) // => [3, 5]
 * ```
 * @category Fitting
 * @since 0.1.0
 */
export function nodesOf<Argument>(statistic: StatisticOf<Argument>): Argument[] {
  if (statistic.stat === 'sumBy') return [statistic.key, statistic.fold, statistic.of]
  if (statistic.stat === 'cells') return [statistic.of, statistic.value]
  return [statistic.of]
}
