import type { GraphNode, StatisticAnswer, StatisticOf, StatisticsEngine, WorkOptions } from '@millrace/core'

/** Collects statistics, so that an engine answers many in few scans. */
export interface Questions {
  /** Adds an operation and returns its index. */
  node(operation: GraphNode): number
  /** Adds a statistic and returns what gives its answer once the questions were sent. */
  ask<Answer extends StatisticAnswer>(statistic: StatisticOf<number>): () => Answer
  /** Sends what was asked since the last time. */
  send(): Promise<void>
}

export function askOf(engine: StatisticsEngine, work: WorkOptions): Questions {
  const nodes: GraphNode[] = []
  const answers: StatisticAnswer[] = []
  let asked: StatisticOf<number>[] = []
  return {
    node: (operation) => nodes.push(operation) - 1,
    ask<Answer extends StatisticAnswer>(statistic: StatisticOf<number>) {
      const index = answers.length + asked.push(statistic) - 1
      return () => answers[index] as Answer
    },
    async send() {
      const statistics = asked
      asked = []
      if (statistics.length > 0) answers.push(...(await engine.statistics({ nodes: [...nodes], statistics }, work)))
    },
  }
}
