import {
  abs,
  coalesce,
  defineGroup,
  defineTransform,
  type Expr,
  eq,
  log,
  MillraceError,
  maximum,
  mean,
  mul,
  runGraph,
  sub,
  sumBy,
  topValues,
} from '@millrace/core'
import { describe, expect, test } from 'vitest'
import type { TestEngine } from './engine.ts'
import { type TestTransformOptions, type TransformInputs, testTransform } from './test-transform.ts'

type Transform<Kind extends keyof TransformInputs> = Parameters<typeof testTransform<Kind>>[1]

/** Runs the suite without reporting it, and returns the tests by column and what became of them. */
async function outcomesOf<Kind extends keyof TransformInputs>(
  transform: Transform<Kind>,
  options: Omit<TestTransformOptions<Kind>, 'name'>,
) {
  const declared: { name: string; body: () => void | Promise<void> }[] = []
  const skipped: string[] = []
  const path: string[] = []
  const nest = (name: string, body: () => void) => {
    path.push(name)
    body()
    path.pop()
  }
  const declare = Object.assign(
    (name: string, body: () => void | Promise<void>) => declared.push({ name: [...path.slice(1), name].join(': '), body }),
    {
      skip: (name: string) => skipped.push([...path.slice(1), name].join(': ')),
    },
  )
  testTransform({ describe: nest, test: declare }, transform, { name: 'tried', engines: [], ...options })
  const failed = new Map<string, string>()
  for (const { name, body } of declared) {
    try {
      await body()
    } catch (error) {
      failed.set(name, (error as Error).message)
    }
  }
  return { tests: declared.map(({ name }) => name), failed, skipped }
}

const divideByMaximum = defineTransform({
  kind: 'divide-by-maximum',
  version: 1,
  needs: (x: Expr<number | boolean>) => ({ most: maximum(abs(x)) }),
  state: ({ most }) => ({ share: most === 0 ? 1 : 1 / most }),
  apply: (x, { share }) => mul(x, share),
})

test('a lawful transform passes', async () => {
  const { tests, failed } = await outcomesOf(divideByMaximum, { inputs: ['number'] })
  expect(failed).toEqual(new Map())
  expect(tests.length).toBe(3 * 7)
})

describe('a transform fails that', () => {
  test('gives null where the input has a value', async () => {
    const { failed } = await outcomesOf((x: Expr<number | null>) => log(x), { inputs: ['number'] })
    expect(failed.get("column 'number': null policy: kept")).toMatch(
      /fitted on all rows, applied to all rows: output 'feature' of row 0 is null/,
    )
    expect([...failed.keys()]).not.toContain("column 'constant': null policy: kept")
  })

  test('gives null where it says that it never does, or a value for null', async () => {
    expect([...(await outcomesOf(divideByMaximum, { inputs: ['boolean'], nulls: 'never' })).failed.keys()]).toEqual([
      "column 'boolean': null policy: never",
    ])
    const filled = (x: Expr<boolean | null>) => coalesce(x, false)
    expect([...(await outcomesOf(filled, { inputs: ['boolean'] })).failed.keys()]).toEqual(["column 'boolean': null policy: kept"])
  })

  test('learns something else every time', async () => {
    let calls = 0
    const restless = defineTransform({
      kind: 'restless',
      version: 1,
      needs: (_: Expr<number | boolean>) => ({}),
      state: () => ({ shift: calls++ }),
      apply: (x, { shift }) => sub(x, shift),
    })
    expect([...(await outcomesOf(restless, { inputs: ['boolean'] })).failed.keys()]).toEqual([
      "column 'boolean': learns the same when it is fitted twice",
    ])
  })

  test('refuses ordinary rows, or refuses by an error that is no MillraceError', async () => {
    const refusing = (error: Error) =>
      defineTransform({
        kind: 'refusing',
        version: 1,
        needs: (_: Expr<number | boolean>) => ({}),
        state: (): { shift: number } => {
          throw error
        },
        apply: (x, { shift }) => sub(x, shift),
      })
    const typed = await outcomesOf(refusing(new MillraceError({ code: 'E_FIT_NO_VALUES', message: 'not today' })), { inputs: ['boolean'] })
    expect(typed.failed.get("column 'boolean': learns, or says by a typed error why not")).toMatch(
      /fitting on all rows is refused by E_FIT_NO_VALUES: not today/,
    )
    const raw = await outcomesOf(refusing(new TypeError('of undefined')), { inputs: ['boolean'] })
    expect(raw.failed.size).toBe(raw.tests.length)
  })

  test('shows a training row its own target', async () => {
    const leaking = defineTransform({
      kind: 'leaking',
      version: 1,
      needs: (x: Expr<string | null>, { target, fold }) => ({ sums: sumBy(x, fold, target), prior: mean(target) }),
      state: ({ sums, prior }) => ({ sum: sums.filter(({ key }) => key === 'low').reduce((total, one) => total + one.sum, 0), prior }),
      apply: (x, { sum, prior }) => sub(mul(coalesce(eq(x, 'low'), false), sum), prior),
    })
    const own = "column 'category': lets no row train on its own target"
    expect([...(await outcomesOf(leaking, { inputs: ['category'], nulls: 'never' })).failed.keys()]).toEqual([own])
    expect((await outcomesOf(leaking, { inputs: ['category'], nulls: 'never', mayReadOwnTarget: true })).tests).not.toContain(own)
  })

  test('names outputs by what serving has not', async () => {
    const nameless = defineGroup({
      kind: 'nameless',
      version: 1,
      needs: (x: Expr<string | null>) => ({ top: topValues(x, 2) }),
      state: ({ top }) => top.map(({ value }) => value),
      apply: (x, top) => top.map((value) => ['same', coalesce(eq(x, value), false)] as const),
    })
    const { failed } = await outcomesOf(nameless, { inputs: ['category'], nulls: 'never' })
    expect(failed.get("column 'category': learns, or says by a typed error why not")).toMatch(/E_FEATURES_INVALID/)
  })
})

describe('another engine', () => {
  const wrong: TestEngine = {
    name: 'Approximate',
    run: async (graph, table) =>
      new Map(
        [...runGraph(graph, table)].map(([name, column]) => [
          name,
          column.type === 'number' ? { type: 'number' as const, values: column.values.map((value) => value * (1 + 1e-15)) } : column,
        ]),
      ),
  }

  test('fails where it is off by a last place', async () => {
    const { failed } = await outcomesOf(divideByMaximum, { inputs: ['integer'], engines: [wrong] })
    expect([...failed.keys()]).toEqual([
      "column 'integer': gives in Approximate what it gives for columns",
      "column 'count': gives in Approximate what it gives for columns",
    ])
  })

  test('may be off by a last place where a logarithm takes part', async () => {
    expect((await outcomesOf((x: Expr<number | null>) => log(x), { inputs: ['integer'], nulls: 'any', engines: [wrong] })).failed).toEqual(
      new Map(),
    )
  })

  test('is skipped by name where it cannot run', async () => {
    const { skipped, tests } = await outcomesOf(divideByMaximum, {
      inputs: ['boolean'],
      engines: [{ ...wrong, unavailable: 'no binding' }],
    })
    expect(skipped).toEqual(["column 'boolean': gives in Approximate what it gives for columns (no binding)"])
    expect(tests.some((name) => name.includes('Approximate'))).toBe(false)
  })
})
