import assert from 'node:assert/strict'
import { type Graph, graphToJson } from '@millrace/core'
import type { TestEngine } from '../engine.ts'
import { nastyVariants } from '../nasty-table.ts'
import type { Outcome, Subject } from '../subject.ts'

/** Ordinary rows are learnt from; where there is nothing to learn from, or numbers overflow, a typed error says so. */
export async function learnsOrRefuses(subject: Subject): Promise<void> {
  for (const variant of nastyVariants) {
    const { refused } = await subject.outcome(variant)
    if (refused === undefined) continue
    const empty = refused.code === 'E_FIT_NO_VALUES' && variant !== 'all rows'
    const overflow = refused.code === 'E_FIT_STATE_INVALID' && subject.column === 'huge'
    if (!empty && !overflow) assert.fail(`fitting on ${variant} is refused by ${refused.code}: ${refused.message}`)
  }
}

/** Fitting the same rows twice learns the same. */
export async function fittingIsDeterministic(subject: Subject): Promise<void> {
  for (const variant of nastyVariants) {
    const again = await subject.fit(subject.rows(variant).fit)
    assert.deepEqual(contentsOf(again), contentsOf(await subject.outcome(variant)), `fitting on ${variant} twice learns something else`)
  }
}

function contentsOf({ fitted, refused }: Outcome) {
  if (fitted === undefined) return refused.code
  const plain = (graph: Graph) => {
    const { json, arrays } = graphToJson(graph)
    return [json, ...arrays]
  }
  return [fitted.learned, plain(fitted.serving), plain(fitted.training)]
}

/** Fitting by the statistics of another engine learns the same, within 1e-9 relative. */
export async function engineLearnsTheSame(subject: Subject, statisticsOf: NonNullable<TestEngine['statisticsOf']>): Promise<void> {
  for (const variant of nastyVariants) {
    const expected = await subject.outcome(variant)
    const actual = await subject.fit(await statisticsOf(subject.rows(variant).fit))
    assert.equal(actual.refused?.code, expected.refused?.code, `fitted on ${variant}: ${(actual.refused ?? expected.refused)?.message}`)
    assertClose(actual.fitted?.learned, expected.fitted?.learned, `fitted on ${variant}, learned`)
  }
}

function assertClose(actual: unknown, expected: unknown, path: string): void {
  if (typeof actual === 'number' && typeof expected === 'number') {
    if (!isClose(actual, expected)) assert.fail(`${path} is ${actual}, not ${expected}`)
  } else if (isNumbers(actual) && isNumbers(expected) && actual.length !== expected.length) {
    const alone = [...withoutMatch(actual, expected), ...withoutMatch(expected, actual)]
    assert.deepEqual(alone, [], `${path} has numbers that one engine alone has learnt`)
  } else if (typeof actual === 'object' && actual !== null && typeof expected === 'object' && expected !== null) {
    assert.deepEqual(Object.keys(actual), Object.keys(expected), `${path} has other keys`)
    for (const [key, value] of Object.entries(expected)) assertClose(Reflect.get(actual, key), value, `${path}.${key}`)
  } else {
    assert.equal(actual, expected, path)
  }
}

/** Within 1e-9 relative; what is below every ordinary number is 0. */
const isClose = (a: number, b: number) => Math.abs(a - b) <= Math.max(1e-300, 1e-9 * Math.max(Math.abs(a), Math.abs(b)))

const isNumbers = (value: unknown): value is readonly number[] => Array.isArray(value) && value.every((item) => typeof item === 'number')

/** Two numbers of a list that are one up to rounding may be one in another engine: lists of different lengths need but hold the same numbers. */
const withoutMatch = (numbers: readonly number[], among: readonly number[]) => numbers.filter((a) => !among.some((b) => isClose(a, b)))
