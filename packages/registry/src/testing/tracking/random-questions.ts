import type { Filter, NumberTest, PresenceTest, Random, RunCondition, RunOrder, TextTest } from '@millrace/core'
import { metricKeys, numbers, pick, textKeys, texts } from './many-runs.ts'

const patterns = ['%', '', 'a', 'a%', '%b', '_', '__', 'a_b', '%a%b%', 'é', '*%', '%[a]', 'A%', '%%_', 'x%y', '\\%']

/** A tree of conditions. */
export function randomFilter(random: Random, depth = 0): Filter<RunCondition> {
  const kind = random.integer(depth < 3 ? 6 : 3)
  if (kind < 3) return randomCondition(random)
  if (kind === 3) return { not: randomFilter(random, depth + 1) }
  const parts = Array.from({ length: random.integer(4) }, () => randomFilter(random, depth + 1))
  return kind === 4 ? { all: parts } : { any: parts }
}

/** Something to order by. */
export function randomOrder(random: Random): RunOrder {
  const descending = random.next() < 0.5
  const attribute = pick(random, ['id', 'name', 'status', 'user', 'startedAtMs', 'endedAtMs'] as const)
  const orders: readonly RunOrder[] = [
    { metric: pick(random, metricKeys), descending },
    { param: pick(random, textKeys), descending },
    { tag: pick(random, [...textKeys, 'never']), descending },
    { attribute, descending },
  ]
  return pick(random, orders)
}

function randomCondition(random: Random): RunCondition {
  const number = random.next() < 0.15 ? presence(random) : numberTest(random)
  const text = random.next() < 0.15 ? presence(random) : textTest(random)
  const conditions: readonly RunCondition[] = [
    { metric: pick(random, [...metricKeys, 'never']), ...number },
    { param: pick(random, textKeys), ...(random.next() < 0.5 ? text : number) },
    { tag: pick(random, textKeys), ...text },
    { dataset: pick(random, ['name', 'digest', 'context'] as const), ...text },
    { attribute: pick(random, ['id', 'name', 'status', 'user', 'parentId'] as const), ...text },
    { attribute: pick(random, ['startedAtMs', 'endedAtMs'] as const), ...number },
  ]
  return pick(random, conditions)
}

const presence = (random: Random): PresenceTest => ({ is: pick(random, ['present', 'absent']) })

const numberTest = (random: Random): NumberTest => ({
  is: pick(random, ['=', '!=', '<', '<=', '>', '>=']),
  value: pick(random, [...numbers, 2, 3]),
})

function textTest(random: Random): TextTest {
  const known = [...texts, 'ada', 'running', 'loans', 'md5:1', 'training', 'B', 'a-1']
  const tests: readonly TextTest[] = [
    { is: pick(random, ['=', '!=']), value: pick(random, known) },
    { is: pick(random, ['like', 'ilike']), pattern: pick(random, [...patterns, 'AD_', 'run%']) },
    { is: pick(random, ['in', 'not in']), values: Array.from({ length: random.integer(4) }, () => pick(random, known)) },
  ]
  return pick(random, tests)
}
