import { readFileSync } from 'node:fs'
import type { TaskKind, Trainer } from '@millrace/core'
import { expectClose } from '@millrace/core/testing'
import { describe, test } from 'vitest'
import { elasticNet, lasso } from './least-squares/elastic-net.ts'
import { linearRegression } from './least-squares/linear-regression.ts'
import { ridge } from './least-squares/ridge.ts'
import { logisticRegression } from './logistic/logistic-regression.ts'

type Numbers = readonly number[]

interface Case {
  readonly trainer: keyof typeof factories
  readonly name: string
  readonly options: Readonly<Record<string, number>>
  readonly columns: readonly Numbers[]
  readonly target: Numbers
  readonly weights: Numbers | null
  readonly classes?: number
  readonly slopes: Numbers | readonly Numbers[]
  readonly intercept: number | Numbers
  readonly errors?: Numbers | readonly Numbers[]
  readonly interceptError?: number | Numbers
  readonly pValues?: Numbers
  readonly lower?: Numbers
  readonly upper?: Numbers
  readonly rSquared?: number
  readonly adjustedRSquared?: number
  readonly residualDeviation?: number
  readonly loss?: number
}

interface Figures {
  readonly intercept: { readonly weight: number; readonly standardError: number }
  readonly coefficients: readonly Readonly<Record<'weight' | 'standardError' | 'pValue' | 'lower' | 'upper', number>>[]
}

const factories = { linearRegression, ridge, lasso, elasticNet, logisticRegression }
const file = new URL('../../../test/fixtures/linear/linear.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] }

async function fit({ trainer, options, columns, target, weights, classes }: Case) {
  const make = factories[trainer] as (options: object) => Trainer<false, TaskKind>
  const kind = trainer === 'logisticRegression' ? 'binary' : 'regression'
  const data = {
    features: columns.map((column) => Float64Array.from(column)),
    names: columns.map((_, j) => `x${j}`),
    target: Float64Array.from(target),
    weights: weights === null ? undefined : Float64Array.from(weights),
    task: classes === undefined ? ({ kind } as const) : ({ kind: 'multiclass', classes } as const),
  }
  const exactly = trainer === 'logisticRegression' ? { tolerance: 1e-24 } : {}
  return (await make({ ...options, ...exactly }).fit(data, { seed: 7 })).diagnostics
}

describe('linear models give the figures of scikit-learn and statsmodels', () => {
  test.each(cases)('$trainer: $name', async (golden) => {
    const diagnostics = await fit(golden)
    const sparse = 'l1' in golden.options || 'alpha' in golden.options
    const rel = sparse ? { rel: 1e-6, abs: 1e-7 } : { rel: 1e-8 }
    const { slopes, intercept, errors, interceptError, pValues, lower, upper, loss, ...rest } = golden
    const perClass = (diagnostics as unknown as { readonly classes?: readonly Figures[] }).classes
    const figures = perClass ?? [diagnostics as unknown as Figures]
    const nested = (value: unknown) => (perClass === undefined ? [value] : value)
    const pick = (name: keyof Figures['coefficients'][number]) => figures.map((one) => one.coefficients.map((each) => each[name]))
    expectClose(pick('weight'), nested(slopes), rel)
    expectClose(
      figures.map((one) => one.intercept.weight),
      nested(intercept),
      rel,
    )
    const loose = { rel: 1e-6 }
    if (errors !== undefined) expectClose(pick('standardError'), nested(errors), loose)
    if (interceptError !== undefined)
      expectClose(
        figures.map((one) => one.intercept.standardError),
        nested(interceptError),
        loose,
      )
    if (pValues !== undefined) expectClose([pick('pValue'), pick('lower'), pick('upper')], [[pValues], [lower], [upper]], loose)
    for (const name of ['rSquared', 'adjustedRSquared', 'residualDeviation'] as const)
      if (rest[name] !== undefined) expectClose(diagnostics[name], rest[name], { rel: 1e-9 })
    if (loss !== undefined) expectClose(diagnostics.loss, loss, { rel: 1e-10 })
  })
})
