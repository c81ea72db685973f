import type { Filter, NumberTest, PresenceTest, Run, RunCondition, RunOrder, TextTest } from '@millrace/core'
import { compareCodePoints } from '@millrace/core'

/** Whether a run passes, as the contract has it. */
export function passes(run: Run, filter: Filter<RunCondition>): boolean {
  if ('all' in filter) return filter.all.every((part) => passes(run, part))
  if ('any' in filter) return filter.any.some((part) => passes(run, part))
  if ('not' in filter) return !passes(run, filter.not)
  if ('metric' in filter) return testNumber(run.metrics.get(filter.metric)?.value, filter)
  if ('param' in filter) return testParam(run.params.get(filter.param), filter)
  if ('tag' in filter) return testText(run.tags.get(filter.tag), filter)
  if ('dataset' in filter) return testInputs(run, filter)
  const value = run[filter.attribute]
  return typeof value === 'number' ? testNumber(value, filter as NumberTest) : testText(value, filter as TextTest)
}

function testNumber(value: number | undefined, test: NumberTest | PresenceTest): boolean {
  if (test.is === 'present' || test.is === 'absent') return (value === undefined) === (test.is === 'absent')
  if (value === undefined) return false
  const bound = (test as NumberTest).value
  const outcomes = {
    '=': value === bound,
    '!=': value !== bound,
    '<': value < bound,
    '<=': value <= bound,
    '>': value > bound,
    '>=': value >= bound,
  }
  return outcomes[test.is]
}

function testText(value: string | undefined, test: TextTest | PresenceTest): boolean {
  if (test.is === 'present' || test.is === 'absent') return (value === undefined) === (test.is === 'absent')
  if (value === undefined) return false
  if ('value' in test) return (value === test.value) === (test.is === '=')
  if ('values' in test) return test.values.includes(value) === (test.is === 'in')
  return (test as { is: string }).is === 'like'
    ? like(value, (test as { pattern: string }).pattern)
    : like(lower(value), lower((test as { pattern: string }).pattern))
}

function testParam(value: string | undefined, test: TextTest | NumberTest | PresenceTest): boolean {
  if (!('value' in test) || typeof test.value !== 'number') return testText(value, test as TextTest)
  return value !== undefined && value !== '' && testNumber(Number.isNaN(Number(value)) ? undefined : Number(value), test as NumberTest)
}

function testInputs({ inputs }: Run, filter: Extract<RunCondition, { dataset: string }>): boolean {
  const some = inputs.some((input) => testText(input[filter.dataset], filter.is === 'absent' ? { is: 'present' } : filter))
  return some === (filter.is !== 'absent')
}

const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const like = (text: string, pattern: string) => {
  const source = [...pattern].map((character) =>
    character === '%' ? '.*' : character === '_' ? '.' : character.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&'),
  )
  return new RegExp(`^${source.join('')}$`, 'su').test(text)
}

/** How two runs are ordered. */
export function compareRuns(orderBy: readonly RunOrder[]): (a: Run, b: Run) => number {
  return (a, b) => {
    for (const order of orderBy) {
      const difference = compareBy(order, a, b)
      if (difference !== 0) return difference
    }
    return b.startedAtMs - a.startedAtMs || compareCodePoints(a.id, b.id)
  }
}

function compareBy(order: RunOrder, a: Run, b: Run): number {
  const [x, y] = [valueIn(order, a), valueIn(order, b)]
  const [xRank, yRank] = [rankOf(x), rankOf(y)]
  if (xRank !== yRank || xRank > 0) return xRank - yRank
  const difference = typeof x === 'string' ? compareCodePoints(x, y as string) : x === y ? 0 : (x as number) < (y as number) ? -1 : 1
  return order.descending === true ? -difference : difference
}

function valueIn(order: RunOrder, run: Run): string | number | undefined {
  if ('metric' in order) return run.metrics.get(order.metric)?.value
  if ('param' in order) return run.params.get(order.param)
  return 'tag' in order ? run.tags.get(order.tag) : run[order.attribute]
}

const rankOf = (value: string | number | undefined) => (value === undefined ? 2 : Number.isNaN(value) ? 1 : 0)
