import { and, defineFeatures, eq, fromRows, ge, gt, isNull, lt, mul } from '@millrace/core'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { loans, repaymentModel, trained } from '../../test/support/loans.ts'
import { reload, roundTrip } from '../../test/support/round-trip.ts'
import { defineModel } from '../model/define-model.ts'
import { binary } from '../model/target.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { applyPolicy } from './apply-policy.ts'
import { calibrate } from './calibrate.ts'
import { withThreshold } from './choose-threshold.ts'

const table = loans(200, 3)
const likely = { income: 6000, amount: 50, area: 'Urban', gender: null } as const
const unlikely = { income: 500, amount: 200, area: 'Rural', gender: null } as const

const decided = async () =>
  roundTrip(
    applyPolicy(await repaymentModel, ({ probability, row }) => ({
      rules: [
        { when: isNull(row.area), decision: 'refer', reason: 'the area is unknown' },
        { when: lt(probability, 0.1), decision: 'decline', reason: 'too unlikely' },
        { when: and(eq(row.area, 'Rural'), gt(row.income, 9000)), decision: 'refer', reason: 'an income to be checked' },
        { when: gt(row.amount, 1000), decision: 'refer', reason: 'a large amount' },
        { when: ge(probability, 0.5), decision: 'approve', reason: 'likely to repay' },
      ],
      otherwise: { decision: 'decline', reason: 'not likely enough' },
    })),
  )

describe('applyPolicy', () => {
  test.each([
    ['the first rule that holds decides, by null', { ...unlikely, area: null }, 'refer', 'the area is unknown'],
    ['by the probability', likely, 'approve', 'likely to repay'],
    ['by text and number', { ...likely, area: 'Rural', income: 9001 }, 'refer', 'an income to be checked'],
    ['by a number', { ...likely, income: 60000, amount: 1001 }, 'refer', 'a large amount'],
    ['before another that holds', unlikely, 'decline', 'too unlikely'],
    ['a condition that is null does not hold', { ...likely, amount: null }, 'approve', 'likely to repay'],
    ['else what is said for the rest', { ...likely, income: 2000, amount: 120 }, 'decline', 'not likely enough'],
  ] as const)('%s', async (_, row, decision, reason) => {
    expect((await decided()).predict(row)).toMatchObject({ decision, reason })
  })

  test('a table has the decisions of its rows', async () => {
    const model = await decided()
    expect([...model.predict(table).rows()]).toEqual([...table.rows()].map((row) => model.predict(row)))
    expect(new Set(Array.from(model.predict(table).rows(), ({ decision }) => decision))).toEqual(new Set(['refer', 'decline', 'approve']))
  })

  test('changes neither score, probability nor label', async () => {
    const { decision: _, reason: __, ...rest } = (await decided()).predict(likely)
    expect(rest).toEqual((await repaymentModel).predict(likely))
  })

  test('what is saved and loaded decides the same, and golden rows hold decisions', async () => {
    const model = await decided()
    const loaded = await reload(model)
    expect([...loaded.predict(table).rows()]).toEqual([...model.predict(table).rows()])
    expect(
      loaded.definition.golden.every(({ outputs }) => typeof outputs.decision === 'string' && typeof outputs.reason === 'string'),
    ).toBe(true)
  })

  test('a policy without rules decides all alike; another policy replaces it', async () => {
    const referred = applyPolicy(await repaymentModel, () => ({ rules: [], otherwise: { decision: 'refer', reason: 'a person decides' } }))
    expect(referred.predict(likely)).toMatchObject({ decision: 'refer', reason: 'a person decides' })
    const approving = applyPolicy(referred, () => ({ rules: [], otherwise: { decision: 'approve', reason: 'all are welcome' } }))
    expect(approving.predict(unlikely)).toMatchObject({ decision: 'approve', reason: 'all are welcome' })
  })

  test('reads the calibrated probability, and a threshold chosen later moves the label alone', async () => {
    const scored = {
      label: Float64Array.from({ length: 40 }, (_, i) => Number(i % 8 === 0)),
      score: Float64Array.from({ length: 40 }, (_, i) => i % 5),
    }
    const calibrated = calibrate(await repaymentModel, scored)
    const model = applyPolicy(calibrated, ({ probability }) => ({
      rules: [{ when: ge(probability, 0.5), decision: 'approve', reason: 'likely' }],
      otherwise: { decision: 'decline', reason: 'unlikely' },
    }))
    expect(model.predict(likely)).toMatchObject({ decision: 'decline', label: 'no' })
    expect(withThreshold(model, 0).predict(likely)).toMatchObject({ decision: 'decline', label: 'yes' })
  })

  test('a row of a table that has no score has no decision', async () => {
    const Row = z.object({ x: z.number(), good: z.boolean() })
    const rows = fromRows(
      Row,
      Array.from({ length: 10 }, (_, row) => ({ x: row, good: row % 3 === 0 })),
    )
    const features = defineFeatures(Row, ({ x }) => ({ tenfold: mul(x, 10) }))
    const spec = defineModel({ name: 'overflow', features, target: binary('good', { positive: true }), trainer: logisticRegression() })
    const model = applyPolicy(await trained(spec, rows), () => ({ rules: [], otherwise: { decision: 'decline', reason: 'always' } }))
    const given = fromRows(Row.pick({ x: true }), [{ x: 1 }, { x: 1e308 }])
    expect(Array.from(model.predict(given).rows(), ({ score, decision, reason }) => [score !== null, decision, reason])).toEqual([
      [true, 'decline', 'always'],
      [false, null, null],
    ])
    expect(() => model.predict({ x: 1e308 })).toThrow(expect.objectContaining({ code: 'E_SCORE_NULL' }))
  })
})
