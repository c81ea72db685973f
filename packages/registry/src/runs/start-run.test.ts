import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'

const stored = async (registry: Registry, { id }: { readonly id: string }) => {
  const run = (await registry.tracking.findRun(id))!
  return { ...run, metrics: Object.fromEntries(Array.from(run.metrics, ([key, { value, step }]) => [key, [value, step]])) }
}

describe('startRun', () => {
  it('makes the experiment, and keeps what the run is started with', async () => {
    await using registry = await openRegistry('memory:', { actor: 'ada' })
    const run = await registry.startRun('loans', {
      name: 'first',
      params: { depth: 3, trainer: 'trees', grid: [1, 2] },
      tags: { draft: true, 'millrace.node': 'mine' },
      note: '# Why',
      dataset: { name: 'loan-train', digest: 'md5:1', rowCount: 614, source: 'https://ada:s3cret@data.example/loans.csv' },
      seed: 7,
    })
    const { experimentId, params, tags, ...rest } = await stored(registry, run)
    expect(rest).toMatchObject({ name: 'first', status: 'running', user: 'ada', note: '# Why' })
    expect(rest.inputs).toEqual([
      { name: 'loan-train', digest: 'md5:1', rowCount: 614, source: 'https://[redacted]@data.example/loans.csv' },
    ])
    expect((await registry.tracking.findExperiment({ name: 'loans' }))?.id).toBe(experimentId)
    expect(Object.fromEntries(params)).toEqual({ depth: '3', trainer: 'trees', grid: '[1,2]' })
    expect(Object.fromEntries(tags)).toMatchObject({
      draft: 'true',
      'millrace.seed': '7',
      'millrace.node': 'mine',
      'millrace.platform': `${process.platform}-${process.arch}`,
      'mlflow.source.type': 'LOCAL',
    })
  })

  it('leaves the environment out when told so', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { environment: false })
    expect((await stored(registry, run)).tags.has('millrace.platform')).toBe(false)
  })

  it('makes one experiment for many that ask at once', async () => {
    await using registry = await openRegistry('memory:')
    const runs = await Promise.all(Array.from({ length: 8 }, () => registry.startRun('loans')))
    expect(new Set(runs.map(({ run }) => run.experimentId)).size).toBe(1)
  })

  it('takes a versioned file as a dataset', async () => {
    await using registry = await openRegistry('memory:')
    const version = { path: '/data/loans.csv', digest: 'md5:2', sizeBytes: 9, md5: '2', isChanged: true }
    const run = await registry.startRun('loans', { dataset: [version, { ...version, name: 'again', context: 'evaluation' }] })
    expect((await stored(registry, run)).inputs).toEqual([
      { name: 'loans.csv', digest: 'md5:2', source: '/data/loans.csv' },
      { name: 'again', digest: 'md5:2', source: '/data/loans.csv', context: 'evaluation' },
    ])
  })
})

describe('a run', () => {
  it('keeps what is logged', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { environment: false })
    await run.logParams({ l2: 0.1 })
    for (const step of [0, 1, 2]) await run.logMetric('loss', 1 / (step + 1), { step })
    await run.logMetrics({ auc: 0.8, ks: Number.NaN, confusion: { tp: 1 }, note: 'no number' }, { step: 5 })
    await run.setTags({ stage: 'draft', gone: 'x' })
    await run.setTags({ gone: null })
    await run.setNote('a note')
    await run.logInput({ name: 'holdout', digest: 'md5:3', context: 'evaluation', statistics: { income: { mean: 1 } } })
    const { params, tags, metrics, note, inputs } = await stored(registry, run)
    expect(Object.fromEntries(params)).toEqual({ l2: '0.1' })
    expect(Object.fromEntries(tags)).toMatchObject({ stage: 'draft' })
    expect(tags.has('gone')).toBe(false)
    expect(metrics).toEqual({ loss: [1 / 3, 2], auc: [0.8, 5], ks: [Number.NaN, 5] })
    expect([note, inputs.length]).toEqual(['a note', 1])
    expect((await registry.tracking.metricHistory(run.id, { key: 'loss' })).items).toHaveLength(3)
  })

  it('keeps artifacts from texts, bytes, streams and files under its own prefix', async () => {
    await using registry = await openRegistry('memory:')
    const file = join(await temporaryFolder(), 'roc.svg')
    await writeFile(file, '<svg/>')
    const run = await registry.startRun('loans', { environment: false })
    await run.logArtifact('a.txt', 'text')
    await run.logArtifact('b.bin', Uint8Array.of(1, 2))
    await run.logArtifact(
      'c/d.bin',
      (async function* () {
        yield Uint8Array.of(3)
      })(),
    )
    await run.logArtifact('plots/roc.svg', { path: file })
    const { items } = await registry.artifacts.list(run.run.artifactRoot)
    const sizes = items.map(({ key, sizeBytes }) => [key.slice(run.run.artifactRoot.length + 1), sizeBytes])
    expect(sizes).toEqual([
      ['a.txt', 4],
      ['b.bin', 2],
      ['c/d.bin', 1],
      ['plots/roc.svg', 6],
    ])
    await expect(run.logArtifact('../other/x', 'x')).rejects.toMatchObject({ code: 'E_PATH_UNSAFE' })
    await expect(run.logArtifact('x', { path: `${file}.missing` })).rejects.toMatchObject({ code: 'E_FILE_MISSING' })
  })

  it('says what was refused, and keeps what was there', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { params: { depth: 3 }, environment: false })
    await expect(run.logParams({ depth: 4 })).rejects.toMatchObject({ code: 'E_PARAM_CHANGED' })
    await run.logParams({ depth: 3 })
    await expect(run.logMetrics({ x: 1 }, { step: 0.5 })).rejects.toThrow()
    expect((await stored(registry, run)).metrics).toEqual({})
  })

  it('has children in the same experiment', async () => {
    await using registry = await openRegistry('memory:')
    const parent = await registry.startRun('loans', { environment: false })
    const child = await parent.startRun({ name: 'fold 1', environment: false })
    expect(child.run).toMatchObject({ parentId: parent.id, experimentId: parent.run.experimentId })
    const other = await registry.startRun('loans', { parent, environment: false })
    expect(other.run.parentId).toBe(parent.id)
  })

  it('ends once, with its duration', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { environment: false })
    await run.end()
    await run.end('failed')
    const { status, startedAtMs, endedAtMs } = await stored(registry, run)
    expect(status).toBe('finished')
    expect(endedAtMs).toBeGreaterThanOrEqual(startedAtMs)
  })

  it('has failed when its scope is left without an end', async () => {
    await using registry = await openRegistry('memory:')
    const left = await (async () => {
      await using run = await registry.startRun('loans', { environment: false })
      return run
    })()
    expect((await stored(registry, left)).status).toBe('failed')
  })

  it('is killed when the registry closes under it', async () => {
    const folder = await temporaryFolder()
    const opened = await openRegistry(folder)
    const run = await opened.startRun('loans', { environment: false })
    await opened[Symbol.asyncDispose]()
    await using again = await openRegistry(folder)
    expect((await stored(again, run)).status).toBe('killed')
  })
})
