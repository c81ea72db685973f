import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failureOf } from '../../test/support/failure.ts'
import { impute, meanTarget, oneHot, standardize } from '../../test/support/transforms.ts'
import type { StatisticsEngine, StatisticsRequest } from '../contracts/statistics-engine.ts'
import { add, mul } from '../expression/arithmetic.ts'
import { eq } from '../expression/comparison.ts'
import type { Definition, Named } from '../expression/definition.ts'
import { columnExpr, constant, type Expr } from '../expression/expr.ts'
import { defineFeatures, type FeatureMap } from '../expression/features.ts'
import { maximum, mean } from '../expression/statistics.ts'
import { defineGroup, defineTransform } from '../expression/transform.ts'
import { columnsRead } from '../graph/graph.ts'
import type { Json } from '../json/json.ts'
import { runGraph } from '../machine/machine.ts'
import type { ProgressEvent } from '../progress/progress.ts'
import { findColumn } from '../schema/schema.ts'
import { fromRows } from '../table/from-rows.ts'
import { fit } from './fit.ts'
import { memoryEngine } from './memory-engine.ts'

const Loan = z.object({ amount: z.number().nullable(), area: z.string().nullable(), repaid: z.enum(['yes', 'no']), fold: z.int() })
const loans = fromRows(Loan, [
  { amount: 1, area: 'a', repaid: 'yes', fold: 0 },
  { amount: null, area: 'a', repaid: 'no', fold: 1 },
  { amount: 5, area: 'b', repaid: 'yes', fold: 0 },
  { amount: 9, area: null, repaid: 'no', fold: 1 },
])
type Build<F> = Parameters<typeof defineFeatures<(typeof Loan)['shape'], F & FeatureMap>>[1]
const features = <F extends FeatureMap>(build: Build<F>) => defineFeatures(Loan, build)
const column = (name: string) => columnExpr<number, string>(findColumn(loans.schema, name)!)
const context = { target: eq(column('repaid') as never, 'yes' as never), fold: column('fold'), folds: 2 }

/** Runs requests in memory and keeps them. */
function watchedEngine(): { readonly engine: StatisticsEngine; readonly requests: StatisticsRequest[] } {
  const memory = memoryEngine(loans)
  const requests: StatisticsRequest[] = []
  const engine: StatisticsEngine = {
    specVersion: 1,
    name: 'watched',
    statistics(request, options) {
      requests.push(request)
      return memory.statistics(request, options)
    },
  }
  return { engine, requests }
}

describe('fitting goes in rounds', () => {
  it('and asks all that can be asked in one request each', async () => {
    const { engine, requests } = watchedEngine()
    const fitted = await fit(
      features(({ amount, area }) => ({
        amount: amount.pipe(impute(), standardize()),
        twice: mul(amount.pipe(impute()), 2).pipe(standardize()),
        area: area.pipe(oneHot()),
      })),
      engine,
    )
    expect(requests.map(({ statistics }) => statistics.map(({ stat }) => stat))).toEqual([
      ['quantiles', 'quantiles', 'topValues'],
      ['mean', 'stddevPop', 'mean', 'stddevPop'],
    ])
    expect(fitted.engine).toBe('watched')
  })

  it('so that what rests on something learnt sees what that became', async () => {
    const { serving } = await fit(
      features(({ amount }) => ({ amount: amount.pipe(impute(), standardize()) })),
      loans,
    )
    // 1, 5, 5, 9: mean 5, population deviation the root of 8.
    expect(runGraph(serving, loans).get('amount')).toEqual({
      type: 'number',
      values: Float64Array.from([-4, 0, 0, 4], (x) => x / Math.sqrt(8)),
    })
  })

  it('asks nothing where nothing is learnt', async () => {
    const { engine, requests } = watchedEngine()
    const { names, learned } = await fit(
      features(({ fold }) => ({ next: add(fold, 1) })),
      engine,
    )
    expect([requests.length, names, learned]).toEqual([0, ['next'], []])
  })

  it('reports them, and learns a transform that several features share once', async () => {
    const events: ProgressEvent[] = []
    const spec = features(({ amount }) => {
      const filled = amount.pipe(impute())
      return { filled, standard: filled.pipe(standardize()) }
    })
    const { learned } = await fit(spec, loans, { progress: (event) => events.push(event) })
    expect(events.map(({ done, total }) => [done, total])).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(learned).toEqual([
      { feature: 'filled', kind: 'impute', version: 1, params: null, state: { fill: 5 } },
      { feature: 'standard', kind: 'standardize', version: 1, params: null, state: { mean: 5, scale: Math.sqrt(8) } },
    ])
  })
})

describe('a group', () => {
  it('names its outputs after itself', async () => {
    const { names, serving, learned } = await fit(
      features(({ area }) => ({ area: area.pipe(oneHot()), place: area.pipe(oneHot(1)) })),
      loans,
    )
    expect(names).toEqual(['area:a', 'area:b', 'place:a'])
    expect([...serving.outputs.keys()]).toEqual(names)
    expect(learned[1]?.params).toEqual({ limit: 1 })
  })

  const group = (apply: () => Named, applyTraining?: () => Named) =>
    features(({ amount }) => ({
      x: amount.pipe(
        defineGroup({
          kind: 'pair',
          version: 1,
          needs: () => ({}),
          state: () => 0,
          apply,
          ...(applyTraining && { applyTraining }),
        } as Definition<number | null, Named, Record<string, never>, Json>),
      ),
    }))

  it('may not name two outputs alike', async () => {
    const { code, message } = await failureOf(
      fit(
        group(() => [
          ['a', constant(1)],
          ['a', constant(2)],
        ]),
        loans,
      ),
    )
    expect([code, message]).toEqual(['E_FEATURES_INVALID', "two outputs of the features are called 'x:a'; a group must name each once"])
  })

  it('may not name other outputs for training than for serving', async () => {
    const spec = group(
      () => [
        ['a', constant(1)],
        ['b', constant(2)],
      ],
      () => [['a\nb', constant(1)]],
    )
    const { code, message } = await failureOf(fit(spec, loans))
    expect([code, message]).toEqual([
      'E_FEATURES_INVALID',
      "the group 'pair' of feature 'x' names other outputs for training than for serving",
    ])
  })

  it('must have an output', async () => {
    const { code, details } = await failureOf(
      fit(
        group(() => []),
        loans,
      ),
    )
    expect([code, details]).toEqual(['E_FIT_NO_VALUES', { feature: 'x', kind: 'pair' }])
  })
})

describe('training and serving', () => {
  const spec = features(({ area }) => ({ area: area.pipe(meanTarget()) }))

  it('differ where a transform says so: training rows do not see their own fold', async () => {
    const { serving, training } = await fit(spec, loans, context)
    expect(runGraph(serving, loans).get('area')).toEqual({ type: 'number', values: Float64Array.of(0.5, 0.5, 1, 0.5) })
    expect(runGraph(training, loans).get('area')).toEqual({ type: 'number', values: Float64Array.of(0, 1, 0, 1) })
  })

  it('read other columns: target and fold are never served', async () => {
    const { serving, training } = await fit(spec, loans, context)
    expect(columnsRead(serving.nodes, serving.outputs.values())).toEqual(['area'])
    expect(columnsRead(training.nodes, training.outputs.values()).sort()).toEqual(['area', 'fold'])
  })

  it('what learns from an encoded column learns from its training output', async () => {
    const { learned } = await fit(
      features(({ area }) => ({ area: area.pipe(meanTarget(), standardize()) })),
      loans,
      context,
    )
    expect(learned[1]?.state).toEqual({ mean: 0.5, scale: 0.5 })
  })

  it.each([
    ['target', { fold: context.fold }],
    ['fold', { target: context.target }],
  ])('a transform that asks for the %s must be given it', async (name, options) => {
    const { code, message, details } = await failureOf(fit(spec, loans, options))
    expect([code, details]).toEqual(['E_FIT_CONTEXT_MISSING', { missing: name }])
    expect(message).toBe(`a transform learns from the ${name}, but fit was given none; train() gives it, or pass { ${name} } to fit`)
  })

  it('a target may not have something to learn', async () => {
    const target = column('fold').pipe(standardize())
    await expect(fit(spec, loans, { ...context, target })).rejects.toThrow(
      new TypeError("the transform 'mean-target' of feature 'area' asks for a statistic of something that is not learnt yet"),
    )
  })
})

describe('fitting fails by name', () => {
  const learning = (state: () => unknown) =>
    defineTransform({
      kind: 'odd',
      version: 1,
      needs: (x: Expr<number | null>) => ({ most: maximum(x) }),
      state: () => state() as Json,
      apply: (x) => x,
    })
  const cycle: { self?: unknown } = {}
  cycle.self = cycle

  it.each<[string, () => unknown, string]>([
    ['NaN', () => Number.NaN, ''],
    ['infinity inside', () => ({ scale: [1, 1 / 0] }), '/scale/1'],
    ['undefined', () => ({ scale: undefined }), '/scale'],
    ['a Map', () => ({ keys: new Map() }), '/keys'],
    ['a typed array', () => ({ edges: Float64Array.of(1) }), '/edges'],
    ['a function', () => () => 1, ''],
  ])('where a state holds %s', async (_, state, path) => {
    const { code, message, details } = await failureOf(
      fit(
        features(({ amount }) => ({ x: amount.pipe(learning(state)) })),
        loans,
      ),
    )
    expect([code, details]).toEqual(['E_FIT_STATE_INVALID', { feature: 'x', kind: 'odd', path }])
    expect(message).toContain(`the transform 'odd' of feature 'x' learnt a state that is not finite JSON, at '${path}'`)
  })

  it('where a state is a cycle', async () => {
    const odd = learning(() => cycle)
    expect(
      (
        await failureOf(
          fit(
            features(({ amount }) => ({ x: amount.pipe(odd) })),
            loans,
          ),
        )
      ).code,
    ).toBe('E_FIT_STATE_INVALID')
  })

  it('where a statistic overflows', async () => {
    const huge = fromRows(
      Loan,
      [1e308, -1e308].map((amount) => ({ amount, area: null, repaid: 'no' as const, fold: 0 })),
    )
    expect(
      (
        await failureOf(
          fit(
            features(({ amount }) => ({ x: amount.pipe(standardize()) })),
            huge,
          ),
        )
      ).code,
    ).toBe('E_FIT_STATE_INVALID')
  })

  it('where every value is null', async () => {
    const empty = loans.filter(({ amount }) => amount === null)
    for (const [transform, kind, statistic] of [
      [impute(), 'impute', 'at'],
      [standardize(), 'standardize', 'mean'],
    ] as const) {
      const { code, message, details } = await failureOf(
        fit(
          features(({ amount }) => ({ x: amount.pipe(transform) })),
          empty,
        ),
      )
      expect([code, details]).toEqual(['E_FIT_NO_VALUES', { feature: 'x', kind, statistic }])
      expect(message).toBe(
        `the transform '${kind}' of feature 'x' asks for '${statistic}', but every value is null; drop the feature or fill it with a constant`,
      )
    }
  })

  it('where the table lacks a column', async () => {
    const table = loans.select('area')
    expect(
      (
        await failureOf(
          fit(
            features(({ amount }) => ({ x: amount.pipe(impute()) })),
            table,
          ),
        )
      ).code,
    ).toBe('E_COLUMN_UNKNOWN')
  })

  it.each([
    ['transform', (x: Expr<number>) => x.pipe(standardize()), 'standardize'],
    [
      'group deep inside',
      (x: Expr<number>) => add(add(x, 1), mul(x, 2)).pipe((sum) => add(sum, sum.pipe(oneHot() as never) as never)),
      'one-hot',
    ],
  ])('where apply itself applies a %s', async (_, apply, inner) => {
    const nested = defineTransform({
      kind: 'nested',
      version: 1,
      needs: (x: Expr<number | null>) => ({ mean: mean(x) }),
      state: ({ mean }) => mean,
      apply: apply as never,
    })
    await expect(
      fit(
        features(({ amount }) => ({ x: amount.pipe(nested as never) })),
        loans,
      ),
    ).rejects.toThrow(
      new TypeError(`the transform 'nested' of feature 'x' applies the transform '${inner}' inside its own; join them with pipe`),
    )
  })

  it('where a group is used as a number', async () => {
    const sum = features(({ area }) => ({ x: add(area.pipe(oneHot()) as never, 1) }))
    await expect(fit(sum, loans)).rejects.toThrow(new TypeError('a group of features is no expression'))
  })
})

it('fitting stops when it is told to, between rounds', async () => {
  const controller = new AbortController()
  const { engine, requests } = watchedEngine()
  const spec = features(({ amount }) => ({ x: amount.pipe(impute(), standardize()) }))
  const work = fit(spec, engine, { signal: controller.signal, progress: () => controller.abort(new Error('enough')) })
  await expect(work).rejects.toThrow('enough')
  expect(requests).toHaveLength(1)
})

it('what is fitted is frozen, and the spec can be fitted again', async () => {
  const spec = features(({ amount }) => ({ x: amount.pipe(impute()) }))
  const first = await fit(spec, loans)
  const second = await fit(spec, loans.slice(2))
  expect([first, first.names, first.serving, first.serving.nodes, first.learned].every(Object.isFrozen)).toBe(true)
  expect([first.learned[0]?.state, second.learned[0]?.state]).toEqual([{ fill: 5 }, { fill: 7 }])
})
