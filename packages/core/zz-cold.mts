const t0 = performance.now()
const core = await import('./src/index.ts')
const t1 = performance.now()
const { z } = await import('zod')
const { add, mul, div, exp, log1p, eq, lookup, coalesce, estimate, pick, ge, defineFeatures, fit, fromRows, extendGraph, createModel, saveModel, loadModel, goldenRows } = core
const folder = process.argv[2]!
if (process.argv[3] === 'save') {
  const Loan = z.object({ income: z.number(), amount: z.number().nullable(), area: z.enum(['Urban','Rural']).nullable(), s: z.string() })
  const feats = defineFeatures(Loan, (l) => ({ income: l.income.pipe(log1p), amount: coalesce(l.amount, 3), urban: lookup(l.area, [['Urban', 1]], { other: 0, missing: 0 }), s: lookup(l.s, Array.from({length: 400}, (_, i) => [`k${i}`, i] as const), { other: 0, missing: 0 }) }))
  const table = fromRows(Loan, [{ income: 10, amount: 3, area: 'Urban', s: 'k3' }, { income: 1000, amount: null, area: null, s: 'zzz' }])
  const f = await fit(feats, table)
  const outs = new Map([...f.serving.outputs].map(([n, i]) => [`feature:${n}`, i]))
  const graph = extendGraph({ ...f.serving, outputs: outs }, ({ output }) => {
    const score = estimate({ op: 'linear', weights: Float64Array.of(0.5, -0.2, 1, 0.01), intercept: -1, means: Float64Array.of(1, 2, 0.5, 4) }, f.names.map((n) => output(`feature:${n}`)))
    const probability = div(1, add(exp(mul(score, -1)), 1))
    return { score, probability, label: pick(ge(probability as never, 0.5), ['no', 'yes']) }
  })
  const definition: any = { name: 'm', inputs: table.schema.columns, monitored: [], target: { column: 'y', positive: 'yes', negative: 'no', threshold: 0.5 }, label: { name: 'label', kind: 'string', nullable: false, optional: false }, graph, estimator: { kind: 'x', params: {}, diagnostics: {}, warnings: [] }, learned: [], lineage: { data: null, spec: null, commit: null, run: null, seed: null, environment: {} }, golden: [] }
  definition.golden = goldenRows(definition, [...table.rows()] as any)
  await saveModel(createModel(definition), folder, { overwrite: true })
}
const t2 = performance.now()
await loadModel(folder)
const t3 = performance.now()
await loadModel(folder)
const t4 = performance.now()
console.log({ import: t1 - t0, first: t3 - t2, second: t4 - t3 })
