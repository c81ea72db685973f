import type { StatisticAnswer, StatisticsEngine } from '../contracts/statistics-engine.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Needs } from '../expression/definition.ts'
import type { SpecNode } from '../expression/expr.ts'
import type { StatisticOf } from '../expression/statistic.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { WorkOptions } from '../progress/progress.ts'
import type { Lowering } from './lowering.ts'

/** What one learner asks, and for whom. */
export interface Question {
  readonly feature: string
  readonly kind: string
  readonly needs: Needs
}

/** Asks all questions of a round in one request and returns the answers of each by name. */
export async function askStatistics(
  engine: StatisticsEngine,
  builder: GraphBuilder,
  lowering: Lowering,
  questions: readonly Question[],
  options: WorkOptions,
): Promise<readonly Readonly<Record<string, StatisticAnswer>>[]> {
  const statistics = questions.flatMap(({ feature, kind, needs }) =>
    Object.values(needs).map(({ request }) => lowerStatistic(request, (node) => lowering.lower(node) ?? notResolved(feature, kind))),
  )
  if (statistics.length === 0) return questions.map(() => ({}))
  const answers = await engine.statistics({ nodes: builder.nodes, statistics }, options)
  let next = 0
  return questions.map(({ feature, kind, needs }) =>
    Object.fromEntries(Object.keys(needs).map((name) => [name, present(answers[next++], { feature, kind, name })])),
  )
}

function lowerStatistic(request: StatisticOf<SpecNode>, lower: (node: SpecNode) => number): StatisticOf<number> {
  if (request.stat === 'sumBy') return { ...request, key: lower(request.key), fold: lower(request.fold), of: lower(request.of) }
  if (request.stat === 'cells') return { ...request, of: lower(request.of), value: lower(request.value) }
  return { ...request, of: lower(request.of) }
}

function present(
  answer: StatisticAnswer | undefined,
  { feature, kind, name }: { readonly feature: string; readonly kind: string; readonly name: string },
) {
  const empty = answer === null || answer === undefined || (Array.isArray(answer) && answer.includes(null))
  if (!empty) return answer as Exclude<StatisticAnswer, null>
  throw new MillraceError({
    code: 'E_FIT_NO_VALUES',
    message: `the transform '${kind}' of feature '${feature}' asks for '${name}', but every value is null; drop the feature or fill it with a constant`,
    details: { feature, kind, statistic: name },
  })
}

function notResolved(feature: string, kind: string): never {
  throw new TypeError(`the transform '${kind}' of feature '${feature}' asks for a statistic of something that is not learnt yet`)
}
