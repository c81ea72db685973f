import type { Model, Table } from '@millrace/core'
import { describe, expectTypeOf, test } from 'vitest'
import { type Loan, repayment } from '../../test/support/loans.ts'
import { calibrate } from '../calibration/calibrate.ts'
import { chooseThreshold } from '../calibration/choose-threshold.ts'
import type { GradientBoostingOptions } from '../trainers/boosting/options.ts'
import { randomForest } from '../trainers/forest/random-forest.ts'
import { logisticRegression } from '../trainers/linear/logistic/logistic-regression.ts'
import { choice, integer, type ParamsOf, uniform } from './search-space.ts'
import { type BoostingSpace, boostingSpace, forestSpace } from './spaces.ts'
import { tune } from './tune.ts'
import { tunedTrainer } from './tuned-trainer.ts'

declare const table: Table<Loan>

describe('tuning, types', () => {
  test('params have the types of their dimensions', () => {
    const space = { rate: uniform(0, 1), depth: integer(1, 9), growth: choice('leaf-wise', 'depth-wise'), limit: choice(null, 3) }
    type Params = { readonly rate: number; readonly depth: number; readonly growth: 'leaf-wise' | 'depth-wise'; readonly limit: 3 | null }
    expectTypeOf<ParamsOf<typeof space>>().toEqualTypeOf<Params>()
    tune(
      (params) => {
        expectTypeOf(params).toEqualTypeOf<Params>()
        // @ts-expect-error the space has no such param
        return repayment(logisticRegression({ l2: params.l2 }))
      },
      table,
      { space, seed: 7 },
    )
  })

  test('the best params and the spec keep their types', async () => {
    const tuned = await tune(({ l2 }) => repayment(logisticRegression({ l2 })), table, { space: { l2: uniform(0, 1) }, seed: 7 })
    expectTypeOf(tuned.best.params).toEqualTypeOf<{ readonly l2: number }>()
    expectTypeOf(tuned.spec).toEqualTypeOf<ReturnType<typeof repayment>>()
  })

  test('the spaces fit the options of their trainers', () => {
    expectTypeOf<ParamsOf<BoostingSpace>>().toExtend<GradientBoostingOptions>()
    expectTypeOf<keyof BoostingSpace>().toExtend<keyof GradientBoostingOptions>()
    tunedTrainer((params) => randomForest(params), { space: forestSpace() })
    tunedTrainer(({ learningRate, ...rest }) => logisticRegression({ l2: rest.l2 * learningRate }), {
      space: { ...boostingSpace(), maxLeaves: integer(2, 9) },
    })
  })

  test('a tuned trainer has the tasks and the null policy of what it tunes', () => {
    const forest = tunedTrainer((params) => randomForest(params), { space: forestSpace() })
    expectTypeOf(forest.acceptsNull).toEqualTypeOf<true>()
    const logistic = tunedTrainer(({ l2 }) => logisticRegression({ l2 }), { space: { l2: uniform(0, 1) } })
    expectTypeOf(logistic.acceptsNull).toEqualTypeOf<false>()
  })

  test('thresholds are for two classes, calibrations for classes', () => {
    const [several, number] = [{} as Model<never, 'a' | 'b', 'multiclass'>, {} as Model<never, number, 'regression'>]
    // @ts-expect-error several classes have no threshold
    expectTypeOf(() => chooseThreshold(several, table, { approvalRate: 0.4 })).toBeFunction()
    // @ts-expect-error a number has no probability
    expectTypeOf(() => calibrate(number, table)).toBeFunction()
    // @ts-expect-error several classes are calibrated by temperature
    expectTypeOf(() => calibrate(several, table, { method: 'isotonic' })).toBeFunction()
    expectTypeOf(() => calibrate(several, table)).returns.toEqualTypeOf<Model<never, 'a' | 'b', 'multiclass'>>()
  })
})
