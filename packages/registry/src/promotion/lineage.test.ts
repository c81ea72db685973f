import { type LoggedPrediction, MillraceError, type PredictionLog, type PredictionQuery } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { expect, test } from 'vitest'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'

/** A registry with one version, made by a run on data that is known. */
async function withVersion() {
  const registry = await openRegistry('memory:', { actor: 'ada' })
  const dataset = { name: 'loan-train', digest: 'md5:1f', rowCount: 614, context: 'training' }
  const run = await registry.startRun('loans', { name: 'base', params: { depth: 3 }, seed: 7, dataset, environment: false })
  await run.setTags({
    'mlflow.source.git.commit': 'c0ffee',
    'mlflow.source.git.branch': 'main',
    'millrace.git.dirty': 'false',
    'millrace.node': '20.19.0',
    'millrace.packages': '{"@millrace/train":"0.1.0"}',
  })
  await run.logMetrics({ auc: 0.78, loss: Number.NaN })
  await run.end()
  const version = await registry.register(exampleModel({ name: 'loan' }), {
    run,
    evaluation: { metrics: { auc: 0.78 } },
    tags: { team: 'risk' },
  })
  return { registry, run, version, [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose]() }
}

test('leads from the data to the run, the code, the metrics and what became of the version', async () => {
  await using world = await withVersion()
  const { registry, run, version } = world
  await registry.promote(version, 'production', { require: { auc: { min: 0.9 } }, reason: 'too early' })
  await registry.promote(version, 'production', { require: { auc: { min: 0.7 } }, stage: 'Production', reason: 'good enough' })
  const lineage = await registry.lineage('loan@production')
  expect(lineage).toMatchObject({
    ...{ model: 'loan', version: 1, digest: version.digest, stage: 'Production', aliases: ['production'] },
    tags: { team: 'risk' },
    metrics: { auc: 0.78 },
    data: { digest: 'md5:0', rows: 0 },
    estimator: { kind: 'by-hand', params: {} },
    seed: 7,
    code: { commit: 'c0ffee', branch: 'main', dirty: false, repository: null },
    environment: { node: '20.19.0', '@millrace/train': '0.1.0' },
    run: {
      ...{ id: run.id, name: 'base', experiment: 'loans', status: 'finished', lifecycle: 'active', user: 'ada' },
      params: { depth: '3' },
      metrics: { auc: 0.78, loss: 'NaN' },
      inputs: [{ name: 'loan-train', digest: 'md5:1f', rowCount: 614 }],
    },
    promotions: [{ action: 'set-alias', alias: 'production', to: 1, reason: 'good enough' }],
    refusals: [{ action: 'refuse-promotion', alias: 'production', reason: 'too early' }],
    replacements: [],
    stages: [{ from: 'None', to: 'Production' }],
    predictions: null,
    gaps: ['no log of predictions was given'],
  })
})

test('is frozen JSON', async () => {
  await using world = await withVersion()
  const lineage = await world.registry.lineage(world.version)
  expect(JSON.parse(JSON.stringify(lineage))).toEqual(lineage)
  for (const part of [lineage, lineage.run, lineage.run!.inputs[0], lineage.environment, lineage.promotions])
    expect(Object.isFrozen(part)).toBe(true)
})

test('tells when an alias left the version, and keeps the versions of one model apart', async () => {
  await using world = await withVersion()
  const { registry, version } = world
  await registry.promote(version, 'production')
  const next = await registry.register(exampleModel({ name: 'loan', shift: 1 }))
  await registry.promote(next, 'production', { reason: 'newer' })
  await registry.rollback('loan@production')
  const [first, second] = [await registry.lineage(version), await registry.lineage(next)]
  expect(first.promotions).toMatchObject([{ from: null }, { from: 2, details: { rollback: true } }])
  expect(first.replacements).toMatchObject([{ to: 2, reason: 'newer' }])
  expect(second.promotions).toMatchObject([{ from: 1, to: 2 }])
  expect(second.replacements).toMatchObject([{ from: 2, to: 1 }])
})

test('shows a run that was deleted, and says when it is gone for good', async () => {
  await using world = await withVersion()
  const { registry, run, version } = world
  await registry.tracking.updateRun(run.id, { lifecycle: 'deleted' })
  expect((await registry.lineage(version)).run).toMatchObject({ lifecycle: 'deleted' })
  await registry.tracking.purge!({ deletedBeforeMs: Date.now() + 1000 })
  const lineage = await registry.lineage(version)
  expect(lineage).toMatchObject({ run: null, code: { commit: null, branch: null, dirty: null }, environment: {} })
  expect(lineage.gaps).toContain(`run ${run.id} is no longer there`)
})

test('says that a version has no run', async () => {
  await using registry = await openRegistry('memory:')
  const version = await registry.register(exampleModel({ name: 'loan' }))
  expect(await registry.lineage(version)).toMatchObject({
    run: null,
    seed: null,
    gaps: ['no run is known to have made the version', expect.anything()],
  })
})

test('does without a model folder that is missing or was changed, and says so', async () => {
  await using world = await withVersion()
  const { registry, version } = world
  await registry.artifacts.put(`${version.artifactRoot}/model.json`, {
    content: Buffer.from('{"lineage":{"data":{"digest":"md5:forged","rows":1}}}'),
  })
  const changed = await registry.lineage(version)
  expect(changed).toMatchObject({ data: null, estimator: null })
  expect(changed.gaps[0]).toMatch(/not the file that was registered/)
  await registry.artifacts.delete(version.artifactRoot)
  expect((await registry.lineage(version)).gaps[0]).toMatch(/not among the artifacts/)
})

test('does without an audit', async () => {
  await using world = await withVersion()
  const { readAudit: _, ...models } = world.registry.models
  const { lineage } = await import('./lineage.ts')
  const result = await lineage(
    { ...world.registry, models, readEvidence: async () => undefined },
    { version: { model: 'loan', version: 1 } },
  )
  expect(result).toMatchObject({ promotions: null, refusals: null, replacements: null, stages: null })
  expect(result.gaps).toContain('this registry keeps no audit')
})

test('rejects an unknown version, and trouble with the store', async () => {
  await using world = await withVersion()
  const { registry } = world
  await expect(registry.lineage('loan/9')).rejects.toMatchObject({ code: 'E_VERSION_UNKNOWN' })
  const down = async () => {
    throw new MillraceError({ code: 'E_STORE_UNAVAILABLE', message: 'down' })
  }
  const { lineage } = await import('./lineage.ts')
  const context = { ...registry, artifacts: { ...registry.artifacts, get: down }, readEvidence: async () => undefined }
  await expect(lineage(context, { version: { model: 'loan', version: 1 } })).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
})

/** A log of predictions served at some times, to which queries are noted. */
function logOf(times: readonly number[], abilities: Partial<PredictionLog> = {}) {
  const queries: (PredictionQuery | undefined)[] = []
  const log = {
    ...abilities,
    async *read(query?: PredictionQuery) {
      queries.push(query)
      for (const atMs of times) yield { atMs } as LoggedPrediction
    },
  } as unknown as PredictionLog
  return { log, queries }
}

test('counts the predictions that the version served, with the first and last time, whatever their order', async () => {
  await using world = await withVersion()
  const { log, queries } = logOf([2000, 1000, 3000])
  const lineage = await world.registry.lineage(world.version, { log })
  expect(lineage.predictions).toEqual({ count: 3, firstAtMs: 1000, lastAtMs: 3000 })
  expect(lineage.gaps).toEqual([])
  expect(queries).toEqual([{ model: 'loan', version: 1, signal: undefined }])
})

test('does not read a log that can count and has none', async () => {
  await using world = await withVersion()
  const { log, queries } = logOf([], { count: async () => 0 })
  const { predictions } = await world.registry.lineage(world.version, { log })
  expect(predictions).toEqual({ count: 0, firstAtMs: null, lastAtMs: null })
  expect(queries).toEqual([])
})

test('does not take the work of a deleted model of that name for its own', async () => {
  await using registry: Registry = await openRegistry('memory:')
  const version = await registry.register(exampleModel({ name: 'loan' }))
  await registry.promote(version, 'production')
  await registry.models.commit([{ action: 'delete-model', model: 'loan' }], { actor: 'ada' })
  const again = await registry.register(exampleModel({ name: 'loan' }))
  expect(await registry.lineage(again)).toMatchObject({ promotions: [] })
})
