import type { AnyEvidence, ClassEvidence, ValueEvidence } from '@millrace/core'
import { seededRandom } from '@millrace/core'
import { exampleClassModel, exampleValueModel } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { openRegistry } from '../registry/open-registry.ts'
import { checkEvidence } from './check-evidence.ts'
import { mergeEvidence } from './merge-evidence.ts'
import { promote } from './promote.ts'
import { registryFixture } from './test-support/registry-fixture.ts'

const classes = ['low', 'middle', 'high']

/** Rows of three classes, as a model sees them that is right as often as its skill says. */
function classRows(skill: number, { rows = 200, from = 0 } = {}): ClassEvidence {
  const indexes = Array.from({ length: rows }, (_, index) => index + from)
  const random = seededRandom(3)
  const sure = indexes.map(() => (random.next() < skill ? 0.8 : 0.1))
  return {
    kind: 'multiclass',
    classes,
    row: indexes.map((index) => `row-${index}`),
    label: indexes.map((index) => index % 3),
    probability: classes.map((_, own) => indexes.map((index, at) => (index % 3 === own ? sure[at]! : (1 - sure[at]!) / 2))),
  }
}

/** Rows of numbers, as a model sees them that is off by so much. */
function valueRows(error: number, { rows = 200, from = 0 } = {}): ValueEvidence {
  const indexes = Array.from({ length: rows }, (_, index) => index + from)
  const random = seededRandom(4)
  return {
    kind: 'regression',
    row: indexes.map((index) => `row-${index}`),
    actual: indexes.map((index) => 3 + (index % 7)),
    predicted: indexes.map((index) => 3 + (index % 7) + error * random.normal()),
  }
}

async function contest(holder: AnyEvidence, challenger: AnyEvidence, beats: object = {}) {
  await using fixture = await registryFixture()
  await promote(fixture.context, { version: await fixture.addVersion({ evidence: holder }), alias: 'production' })
  const version = await fixture.addVersion({ evidence: challenger })
  const { promoted, checks } = await promote(fixture.context, { version, alias: 'production', beats: { alias: 'production', ...beats } })
  return { promoted, measured: checks[0]!.measured as Readonly<Record<string, unknown>>, why: checks[0]!.why }
}

describe('a challenger beats the holder', () => {
  test.each<[string, AnyEvidence, AnyEvidence, string]>([
    ['several classes, by log loss', classRows(0.5), classRows(0.9), 'logLoss'],
    ['a number, by the root of the mean squared error', valueRows(2), valueRows(0.5), 'rmse'],
  ])('%s', async (_, poor, good, metric) => {
    const { promoted, measured } = await contest(poor, good)
    expect(promoted).toBe(true)
    expect(measured).toMatchObject({ metric, rows: 200 })
    expect((await contest(good, poor)).promoted).toBe(false)
    expect((await contest(good, good)).promoted).toBe(false)
  })

  test('by another metric of its kind', async () => {
    expect(await contest(classRows(0.5), classRows(0.9), { metric: 'macroF1' })).toMatchObject({
      promoted: true,
      measured: { metric: 'macroF1' },
    })
    expect(await contest(valueRows(2), valueRows(0.5), { metric: 'mae' })).toMatchObject({ promoted: true, measured: { metric: 'mae' } })
  })

  test('but not by a metric of another kind, nor one that predicts something else', async () => {
    expect((await contest(valueRows(2), valueRows(0.5), { metric: 'auc' })).why).toContain("'auc' does not measure regression models")
    expect((await contest(valueRows(2), classRows(0.9))).why).toContain('predict different things')
    const renamed = { ...classRows(0.9), classes: ['low', 'high', 'middle'] }
    expect((await contest(classRows(0.5), renamed)).why).toContain('predict different things')
  })

  test('on too few rows, or rows of one class, it is not promoted', async () => {
    expect((await contest(valueRows(2, { rows: 20 }), valueRows(0.1, { rows: 20 }))).why).toContain(
      'both have scored 20 rows, and 50 are asked for',
    )
    const one = (skill: number): ClassEvidence => ({ ...classRows(skill), label: classRows(skill).label.map(() => 0) })
    expect((await contest(one(0.5), one(0.9))).why).toContain('of one class')
  })

  test('a row whose number differs is no shared row', async () => {
    const other = valueRows(0.5)
    const wrong = { ...other, actual: other.actual.with(0, 99) }
    expect((await contest(valueRows(2), wrong)).why).toContain('label or weight differ in 1 row')
  })
})

test.each<[string, AnyEvidence, AnyEvidence]>([
  ['several classes', classRows(0.9), classRows(0.9, { from: 200, rows: 50 })],
  ['numbers', valueRows(1), valueRows(1, { from: 200, rows: 50 })],
])('later rows are added to evidence of %s, and rows scored otherwise are conflicts', (_, stored, later) => {
  const { evidence, conflicts } = mergeEvidence(stored, later)
  expect([evidence.row.length, conflicts]).toEqual([250, 0])
  expect(() => checkEvidence('merged', evidence)).not.toThrow()
  expect(mergeEvidence(stored, stored)).toEqual({ evidence: stored, conflicts: 0 })
  expect(mergeEvidence(valueRows(1), valueRows(2)).conflicts).toBe(200)
  expect(mergeEvidence(classRows(1), valueRows(2)).conflicts).toBe(200)
})

test.each<[string, AnyEvidence, string]>([
  ['a label that is no class', { ...classRows(1), label: classRows(1).label.with(3, 7) }, 'label 3 is 7, not the index of a class'],
  ['a column of probabilities too few', { ...classRows(1), probability: classRows(1).probability.slice(1) }, '3 classes and 2 columns'],
  ['a short column', { ...classRows(1), probability: classRows(1).probability.map((column) => column.slice(1)) }, '199 probabilities'],
  ['a probability above 1', { ...classRows(1), probability: classRows(1).probability.map((column) => column.map(() => 2)) }, 'is 2'],
  ['one class', { ...classRows(1), classes: ['low'], probability: [] }, 'fewer than two classes'],
  ['a number that is none', { ...valueRows(1), actual: valueRows(1).actual.with(2, Number.NaN) }, 'actual 2 is NaN'],
  [
    'an infinite prediction',
    { ...valueRows(1), predicted: valueRows(1).predicted.with(2, Number.POSITIVE_INFINITY) },
    'predicted 2 is Infinity',
  ],
  ['a short column of predictions', { ...valueRows(1), predicted: [] }, '200 rows and 0 values of predicted'],
])('evidence with %s is refused', (_, evidence, what) => {
  expect(() => checkEvidence('evidence', evidence)).toThrow(
    expect.objectContaining({ code: 'E_EVIDENCE_INVALID', message: expect.stringContaining(what) }),
  )
})

test('models of several classes and of numbers are kept with their evidence, gated by their metrics, and served again', async () => {
  await using registry = await openRegistry('memory:')
  for (const [model, evidence, metrics] of [
    [exampleClassModel(), classRows(0.9), { macroF1: 0.9, logLoss: 0.2, confusion: [[1]] }],
    [exampleValueModel(), valueRows(1), { rmse: 1, r2: 0.8, poissonDeviance: null }],
  ] as const) {
    const version = await registry.register(model, { evaluation: { metrics, evidence } })
    expect(await registry.readEvidence(version)).toEqual(evidence)
    const [name] = Object.keys(metrics)
    const refused = await registry.promote(`${model.name}/1`, 'production', { require: { [name!]: { min: 5 } } })
    expect(refused.promoted).toBe(false)
    const { promoted } = await registry.promote(`${model.name}/1`, 'production', { require: { [name!]: { max: 1 } } })
    expect(promoted).toBe(true)
    const row = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null } as const
    const source = registry.follow(`${model.name}@production`)
    const { model: served } = await source.ready()
    expect(served.predict(row)).toEqual(model.predict(row))
    await source[Symbol.asyncDispose]()
  }
})
