import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, expect, it } from 'vitest'
import { z } from 'zod'
import type { Expr, ModelDefinition } from '../src/index.ts'
import {
  add,
  createModel,
  defineFeatures,
  defineTransform,
  div,
  estimate,
  exp,
  extendGraph,
  featurePrefix,
  fit,
  fromRows,
  ge,
  goldenRows,
  lt,
  mul,
  pick,
  quantiles,
  saveModel,
  sub,
  when,
} from '../src/index.ts'

const program = fileURLToPath(new URL('support/score-golden-rows.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'millrace-process-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A transform that no package has: the distance from the middle half of the training rows, in its own width. */
const outsideMiddleHalf = () =>
  defineTransform({
    kind: 'outside-middle-half',
    version: 1,
    needs: (x: Expr<number>) => ({ at: quantiles(x, [0.25, 0.75]) }),
    state: ({ at: [low, high] }) => ({ low: low!, high: high!, width: high! - low! || 1 }),
    apply: (x, { low, high, width }) =>
      when(lt(x, low), div(sub(low, x), width), when(lt(high, x), div(sub(x, high), width), 0)) as Expr<number>,
  })

const Loan = z.object({ income: z.number(), amount: z.number() })
const rows = Array.from({ length: 40 }, (_, i) => ({ income: (i * 37) % 101, amount: (i * i) % 53 }))

async function trainModel(): Promise<ModelDefinition> {
  const table = fromRows(Loan, rows)
  const features = defineFeatures(Loan, (loan) => ({
    income: loan.income.pipe(outsideMiddleHalf()),
    share: add(loan.amount, loan.income).pipe(outsideMiddleHalf()),
  }))
  const { serving, learned, names } = await fit(features, table)
  const outputs = new Map(Array.from(serving.outputs, ([name, node]) => [`${featurePrefix}${name}`, node]))
  const linear = { op: 'linear', weights: Float64Array.of(0.3, -1.7), intercept: 0.2, means: Float64Array.of(0.1, 0.4) } as const
  const graph = extendGraph({ ...serving, outputs }, ({ output }) => {
    const score = estimate(
      linear,
      names.map((name) => output(`${featurePrefix}${name}`)),
    )
    const probability = div(1, add(exp(mul(score, -1)), 1)) as Expr<number>
    return { score, probability, label: pick(ge(probability, 0.5), ['no', 'yes']) }
  })
  const definition: ModelDefinition<'binary'> = {
    name: 'far-out',
    inputs: table.schema.columns,
    monitored: [],
    target: { kind: 'binary', column: 'repaid', positive: 'yes', negative: 'no', threshold: 0.5 },
    label: { name: 'label', kind: 'string', nullable: false, optional: false },
    graph,
    estimator: { kind: 'by hand', params: {}, diagnostics: {}, warnings: [] },
    learned,
    lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} },
    golden: [],
  }
  return { ...definition, golden: goldenRows(definition, rows.slice(0, 16)) }
}

it('another process, which imports the core alone, reproduces the golden rows of a transform it never heard of', async () => {
  const definition = await trainModel()
  await saveModel(createModel(definition), folder, { overwrite: true })
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@millrace/source', '--import', tsx, program, folder])
  const { name, learned, golden } = JSON.parse(stdout)
  expect([name, learned]).toEqual(['far-out', ['outside-middle-half', 'outside-middle-half']])
  expect(golden.map(({ expected }: { expected: unknown }) => expected)).toEqual(definition.golden.map(({ outputs }) => outputs))
  for (const { expected, found } of golden) expect(found).toEqual(expected)
  expect(new Set(golden.map(({ found }: { found: { label: string } }) => found.label))).toEqual(new Set(['yes', 'no']))
})

it('the program of that process imports nothing else', () => {
  const imports = readFileSync(program, 'utf8').match(/(?<=from |import\()['"].*?['"]/g)
  expect(imports).toEqual(["'@millrace/core'"])
})
