import { expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import type { Json } from '../json/json.ts'
import { add, div, sub } from './arithmetic.ts'
import type { Expr } from './expr.ts'
import { defineFeatures, type FeatureMap } from './features.ts'
import { bucket, lookup } from './lookup.ts'
import { specDigest } from './spec-digest.ts'
import { mean } from './statistics.ts'
import { defineTransform } from './transform.ts'

const Loan = z.object({ income: z.number(), amount: z.number(), area: z.string() })
const centred = (version: number, params?: Json) =>
  defineTransform({
    kind: 'centred',
    version,
    ...(params === undefined ? {} : { params }),
    needs: (x: Expr<number>) => ({ mean: mean(x) }),
    state: ({ mean }) => ({ mean }),
    apply: (x, { mean }) => sub(x, mean),
  })
const digest = <F extends FeatureMap>(build: Parameters<typeof defineFeatures<(typeof Loan)['shape'], F>>[1]) =>
  specDigest(defineFeatures(Loan, build))

it('equal specs have equal digests, wherever they were written', () => {
  const write = () => digest((loan) => ({ a: add(loan.income, 1).pipe(centred(1, { by: [1] })), b: bucket(loan.amount, [1, 2]) }))
  expect(write()).toBe(write())
  expect(write()).toMatch(/^sha256:[0-9a-f]{64}$/)
})

it('sharing a part of a spec changes nothing that is computed, and nothing in the digest of either way of writing it', () => {
  const shared = digest((loan) => {
    const sum = add(loan.income, loan.amount)
    return { a: sum, b: sum }
  })
  expect(shared).toBe(
    digest((loan) => {
      const sum = add(loan.income, loan.amount)
      return { a: sum, b: sum }
    }),
  )
})

it('whatever a feature is made of counts', () => {
  const table = (keys: readonly string[], value: number, other: number | null) =>
    digest((loan) => ({
      x: lookup(
        loan.area,
        keys.map((key) => [key, value] as const),
        { other, missing: null },
      ),
    }))
  const digests = [
    digest((loan) => ({ x: loan.income })),
    digest((loan) => ({ y: loan.income })),
    digest((loan) => ({ x: loan.amount })),
    digest((loan) => ({ x: add(loan.income, loan.amount) })),
    digest((loan) => ({ x: add(loan.amount, loan.income) })),
    digest((loan) => ({ x: div(loan.amount, 2) })),
    digest((loan) => ({ x: div(loan.amount, 3) })),
    digest((loan) => ({ x: loan.income.pipe(centred(1)) })),
    digest((loan) => ({ x: loan.income.pipe(centred(2)) })),
    digest((loan) => ({ x: loan.income.pipe(centred(1, { by: 1 })) })),
    digest((loan) => ({ x: bucket(loan.amount, [1, 2]) })),
    digest((loan) => ({ x: bucket(loan.amount, [1, 3]) })),
    table(['a'], 1, 0),
    table(['b'], 1, 0),
    table(['a'], 2, 0),
    table(['a'], 1, null),
  ]
  expect(new Set(digests).size).toBe(digests.length)
})

it('params that are not JSON are refused', () => {
  const odd = centred(1, { fill: undefined } as never)
  expect(failure(() => digest((loan) => ({ x: loan.income.pipe(odd) }))).code).toBe('E_JSON_UNSUPPORTED')
})
