import { createModel, defineFeatures, fromRows, graphToJson, loadGraph, seededRandom, type TrainingData } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineModel } from '../../model/define-model.ts'
import { binary } from '../../model/target.ts'
import { train } from '../../model/train.ts'
import { dummy } from '../dummy.ts'
import { type PointsTable, scorecardOf } from './points-table.ts'
import { type ScorecardOptions, scorecard } from './scorecard.ts'
import { scorecardPoints } from './scorecard-points.ts'

const Loan = z.object({ income: z.number(), debt: z.number().nullable(), age: z.number(), repaid: z.boolean() })
const random = seededRandom(17)
const loans = Array.from({ length: 800 }, () => {
  const income = 1000 * Math.exp(random.normal() / 2)
  const debt = random.next() < 0.1 ? null : random.next() * 100
  const odds = Math.exp(Math.log(income / 700) - (debt ?? 80) / 40 + 0.5)
  return { income, debt, age: 20 + random.integer(50), repaid: random.next() < odds / (1 + odds) }
})
const table = fromRows(Loan, loans)
const features = defineFeatures(Loan, ({ income, debt, age }) => ({ income, debt, age }))
const trainCard = (options: ScorecardOptions = {}) =>
  train(defineModel({ name: 'card', features, target: binary('repaid', { positive: true }), trainer: scorecard(options) }), table, {
    seed: 7,
  })

describe('scorecard', () => {
  test('its points are the log-odds of the model on the scale asked for, with a bin of each feature', async () => {
    const model = await trainCard({ baseScore: 500, baseOdds: 20, pointsToDoubleOdds: 40 })
    for (const { repaid: _, ...loan } of loans.slice(0, 40)) {
      const { total, features: points } = scorecardPoints(model, loan)
      const logOdds = model.predict(loan).score
      expectClose(total, 500 + (40 / Math.LN2) * (logOdds - Math.log(20)), { rel: 1e-10 })
      expectClose(
        points.reduce((sum, each) => sum + each.points, 0),
        total,
        { rel: 1e-12 },
      )
    }
  })

  test('points rise towards the good label, which may be the negative one', async () => {
    const [up, down] = await Promise.all([trainCard(), trainCard({ goodLabel: 'negative' })])
    const { repaid: _, ...loan } = loans[0]!
    expectClose(
      scorecardPoints(up, loan).total - (600 - 20 * Math.log2(50)),
      600 - 20 * Math.log2(50) - scorecardPoints(down, loan).total,
      { rel: 1e-9 },
    )
    const income = scorecardOf(up).features.find(({ name }) => name === 'income')!.bins
    expect(income.at(-2)!.points).toBeGreaterThan(income[0]!.points)
    expect(income.at(-2)!.badRate!).toBeLessThan(income[0]!.badRate!)
  })

  test('bins go one way, weigh enough, and hold shares and rates of the rows', async () => {
    const { features: card } = scorecardOf(await trainCard({ minShare: 0.1, maxBins: 4 }))
    for (const { bins } of card) {
      const ranges = bins.filter(({ missing }) => !missing)
      expect(ranges.length).toBeLessThanOrEqual(4)
      expect(ranges.every(({ share }) => share >= 0.1)).toBe(true)
      expectClose(
        bins.reduce((sum, { share }) => sum + share, 0),
        1,
        { rel: 1e-12 },
      )
      expect(new Set(ranges.slice(1).map((bin, i) => Math.sign(bin.woe - ranges[i]!.woe))).size).toBeLessThanOrEqual(1)
      expect(ranges.map(({ low }) => low)).toEqual([null, ...ranges.slice(0, -1).map(({ high }) => high)])
    }
    const income = card.find(({ name }) => name === 'income')!
    const first = income.bins[0]!
    const inside = loans.filter((loan) => loan.income <= first.high!)
    expectClose(first.share, inside.length / loans.length, { rel: 1e-12 })
    expectClose(first.badRate, inside.filter(({ repaid }) => !repaid).length / inside.length, { rel: 1e-12 })
    expectClose(
      income.informationValue,
      income.bins.reduce((sum, { information }) => sum + information, 0),
      { rel: 1e-12 },
    )
  })

  test('a direction may be asked for by feature', async () => {
    const { features: card } = scorecardOf(await trainCard({ monotone: { income: 'falling', debt: 'none' } }))
    const income = card.find(({ name }) => name === 'income')
    expect(income?.bins.filter(({ missing }) => !missing).length ?? 1).toBe(1)
  })

  test('null has a bin of its own, which is neutral where training had none', async () => {
    const model = await trainCard()
    const { features: card } = scorecardOf(model)
    const missingOf = (name: string) => card.find((each) => each.name === name)!.bins.at(-1)!
    const nulls = loans.filter(({ debt }) => debt === null).length
    expect(missingOf('debt')).toMatchObject({ missing: true, low: null, high: null, share: nulls / loans.length })
    expect(missingOf('income')).toMatchObject({ share: 0, badRate: null, information: 0 })
    expectClose(missingOf('income').woe, 0, { rel: 0, abs: 1e-12 })
    const { repaid: _, ...loan } = loans[0]!
    const ofNull = scorecardPoints(model, { ...loan, debt: null }).features.find(({ feature }) => feature === 'debt')!
    expect(ofNull).toMatchObject({ value: null, points: missingOf('debt').points })
  })

  test('reasons are the features that lost points against their best bin, the most first', async () => {
    const model = await trainCard()
    const { reasons, features: points } = scorecardPoints(model, { income: 100, debt: 99, age: 40 })
    expect(reasons.length).toBeGreaterThan(1)
    expect(reasons.map(({ lost }) => lost)).toEqual(reasons.map(({ lost }) => lost).toSorted((a, b) => b - a))
    const best = points.map(({ points: own, lost }) => own + lost)
    expectClose(
      best,
      scorecardOf(model).features.map(({ bins }) => Math.max(...bins.map(({ points: own }) => own))),
      { rel: 1e-12 },
    )
  })

  test('gives the same once stored and loaded, and its table too', async () => {
    const model = await trainCard()
    const { json, arrays } = graphToJson(model.definition.graph)
    const estimator = JSON.parse(JSON.stringify(model.definition.estimator))
    const loaded = createModel<z.output<typeof Loan>, boolean>({
      ...model.definition,
      estimator,
      graph: loadGraph({ json: JSON.parse(JSON.stringify(json)), arrays }),
    })
    expect(scorecardOf(loaded)).toEqual(scorecardOf(model))
    expect(scorecardPoints(loaded, loans[3]!)).toEqual(scorecardPoints(model, loans[3]!))
  })

  test('refuses a model that is no scorecard', async () => {
    const other = await train(
      defineModel({ name: 'other', features, target: binary('repaid', { positive: true }), trainer: dummy() }),
      table,
      { seed: 7 },
    )
    expect(() => scorecardOf(other)).toThrowError(expect.objectContaining({ code: 'E_SCORECARD_ABSENT' }))
  })

  test.each<ScorecardOptions>([
    { maxBins: 1 },
    { minShare: 0.5 },
    { l2: -1 },
    { baseOdds: 0 },
    { pointsToDoubleOdds: Number.NaN },
    { baseScore: Number.POSITIVE_INFINITY },
    { monotone: { income: 'up' as never } },
    { goodLabel: 'good' as never },
  ])('refuses %j', (options) => {
    expect(() => scorecard(options)).toThrow(RangeError)
  })
})

describe('scorecard on columns', () => {
  const rows = 600
  const chance = seededRandom(23)
  const codes = Float64Array.from({ length: rows }, (_, row) => (row % 50 === 0 ? Number.NaN : chance.integer(6)))
  const target = codes.map((code) => Number(chance.next() < (code % 3 === 0 ? 0.8 : 0.3)))
  const fit = (given: Partial<TrainingData>) =>
    scorecard().fit({ features: [codes], names: ['kind'], target, categories: [6], ...given }, { seed: 7 })
  const cardOf = ({ diagnostics }: { readonly diagnostics: object }) => (diagnostics as { readonly scorecard: PointsTable }).scorecard

  test('groups categories by their rate', async () => {
    const { features: card, ...rest } = cardOf(await fit({}))
    expect(card[0]!.bins.map(({ categories }) => categories)).toEqual([[1, 2, 4, 5], [0, 3], null])
    expectClose(card[0]!.bins.at(-1)!.share, 1 / 50, { rel: 1e-12 })
    expect(rest).toMatchObject({ baseScore: 600, baseOdds: 50, pointsToDoubleOdds: 20, basePoints: 0 })
  })

  test('weights count as repetitions', async () => {
    const weights = Float64Array.from({ length: rows }, (_, row) => row % 3)
    const repeat = (values: Float64Array) => Float64Array.from([...values].flatMap((value, row) => new Array<number>(row % 3).fill(value)))
    const repeated = await fit({ features: [repeat(codes)], target: repeat(target) })
    expectClose(cardOf(await fit({ weights })), cardOf(repeated), { rel: 1e-9 })
  })

  test('warns of what says nothing or too much', async () => {
    const noise = Float64Array.from({ length: rows }, () => chance.next())
    const leak = target.map((label) => label + noise[0]!)
    const { warnings, features: kept } = await fit({
      features: [noise.map(() => 1), leak, codes],
      names: ['constant', 'leak', 'kind'],
      categories: [null, null, 6],
    })
    expect(kept).toEqual([1, 2])
    expect(warnings).toEqual(
      expect.arrayContaining([
        "the feature 'constant' tells no rows apart and is left out",
        expect.stringMatching(/'leak' says suspiciously much, its information value is [\d.]+: was it known/),
      ]),
    )
  })

  test('with nothing to tell rows apart by, all points are base points', async () => {
    const { operations, ...fitted } = await fit({ features: [codes.map(() => 1)] })
    const card = cardOf(fitted)
    expect(card.features).toEqual([])
    const share = target.reduce((sum, label) => sum + label, 0) / rows
    expectClose(card.basePoints, 600 + 20 * Math.log2(share / (1 - share) / 50), { rel: 1e-6 })
    expect(operations[0]?.op).toBe('trees')
  })
})
