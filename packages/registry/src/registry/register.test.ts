import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ArtifactStore, createModel, type Evidence, type Model } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { createRegistry } from './create-registry.ts'
import { openRegistry } from './open-registry.ts'
import type { Registry } from './registry.ts'

const row = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null } as const
const evidence: Evidence = { row: ['a', 'b'], label: [0, 1], score: [0.25, 0.75] }
const evaluation = {
  metrics: { auc: 0.8, rows: 2, confusion: { truePositives: 1 } },
  intervals: { auc: { low: 0.7, high: 0.9 } },
  evidence,
}

const decoded = async (artifacts: ArtifactStore, key: string) => {
  const parts: Uint8Array[] = []
  for await (const part of (await artifacts.get(key)).body) parts.push(part)
  return Buffer.concat(parts).toString()
}
const byRun = (id: string): Model => {
  const { definition } = exampleModel()
  return createModel({ ...definition, lineage: { ...definition.lineage, run: id } })
}
/** The stores of a registry, with some members of one replaced. */
const faulty = (
  registry: Registry,
  change: { models?: Partial<Registry['models']>; artifacts?: Partial<ArtifactStore>; tracking?: Partial<Registry['tracking']> },
) =>
  createRegistry({
    tracking: { ...registry.tracking, ...change.tracking },
    models: { ...registry.models, ...change.models },
    artifacts: { ...registry.artifacts, ...change.artifacts },
  })

describe('register', () => {
  it('numbers versions, and keeps what they were measured by', async () => {
    await using registry = await openRegistry('memory:', { actor: 'ada' })
    const first = await registry.register(exampleModel(), { evaluation, description: 'the first', tags: { reviewed: true } })
    const second = await registry.register(exampleModel({ shift: 1 }))
    expect([first.version, second.version]).toEqual([1, 2])
    expect(first).toMatchObject({ model: 'repayment', description: 'the first', stage: 'None', aliases: [] })
    expect(Object.fromEntries(first.metrics)).toEqual({ auc: 0.8, rows: 2 })
    expect(Object.fromEntries(first.tags)).toEqual({ reviewed: 'true' })
    expect(first.digest).not.toBe(second.digest)
  })

  it('keeps evaluation, evidence, profile and other files beside the model', async () => {
    await using registry = await openRegistry('memory:')
    const profile = { schemaVersion: 1, columns: [{ name: 'income', nulls: 0 }] }
    const version = await registry.register(exampleModel(), { evaluation, profile, files: { 'reports/card.md': '# Card' } })
    const { items } = await registry.artifacts.list(version.artifactRoot)
    const paths = items.map(({ key }) => key.slice(version.artifactRoot.length + 1))
    expect(paths).toEqual(
      expect.arrayContaining(['MLmodel', 'model.json', 'evaluation.json', 'evidence.json', 'profile.json', 'reports/card.md']),
    )
    const { metrics, intervals } = evaluation
    expect(JSON.parse(await decoded(registry.artifacts, `${version.artifactRoot}/evaluation.json`))).toEqual({ metrics, intervals })
    expect(await registry.readEvidence(version)).toEqual(evidence)
    expect(await registry.readProfile('repayment/1')).toEqual(profile)
  })

  it('has neither evidence nor profile that it was not given', async () => {
    await using registry = await openRegistry('memory:')
    const version = await registry.register(exampleModel())
    expect([await registry.readEvidence(version), await registry.readProfile(version)]).toEqual([undefined, undefined])
  })

  it('ties the version to its run, and tells the run', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { environment: false })
    const version = await registry.register(exampleModel(), { run })
    expect(version.runId).toBe(run.id)
    expect((await registry.tracking.findRun(run.id))?.tags.get('millrace.version.repayment')).toBe('repayment/1')
    await expect(registry.register(exampleModel(), { run: 'nobody' })).rejects.toMatchObject({ code: 'E_RUN_UNKNOWN' })
  })

  it('takes the run of the lineage where it is one of this registry', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { environment: false })
    expect((await registry.register(byRun(run.id))).runId).toBe(run.id)
    expect(await registry.register(byRun('of-another-registry'))).not.toHaveProperty('runId')
  })

  it('writes to the audit who registers, and why', async () => {
    await using registry = await openRegistry('memory:', { actor: 'ada' })
    await registry.register(exampleModel())
    await registry.register(exampleModel(), { actor: 'grace', reason: 'more data' })
    const { items } = await registry.models.readAudit!()
    expect(items.map(({ action, actor, version, reason }) => [action, actor, version, reason])).toEqual([
      ['create-model', 'ada', null, null],
      ['create-version', 'ada', 1, null],
      ['create-version', 'grace', 2, 'more data'],
    ])
  })

  it.each([
    ['evidence of unequal length', { evaluation: { metrics: {}, evidence: { ...evidence, score: [1] } } }, 'E_EVIDENCE_INVALID'],
    ['a metric that JSON would change', { evaluation: { metrics: { ks: Number.NaN } } }, 'E_JSON_UNSUPPORTED'],
    ['a file that the model writes', { files: { 'model.json': '{}' } }, 'E_MODEL_FILE_RESERVED'],
    ['a file that the registry writes', { files: { 'profile.json': '{}' } }, 'E_MODEL_FILE_RESERVED'],
    ['a path that leads out', { files: { '../x': '' } }, 'E_PATH_UNSAFE'],
  ])('refuses %s, and keeps nothing', async (_, options, code) => {
    await using registry = await openRegistry('memory:')
    await expect(registry.register(exampleModel(), options)).rejects.toMatchObject({ code })
    expect((await registry.models.searchVersions()).items).toEqual([])
    expect((await registry.artifacts.list('')).items).toEqual([])
  })

  it('writes the row when all files are in place', async () => {
    await using registry = await openRegistry('memory:')
    const counts: number[] = []
    const commit: Registry['models']['commit'] = async (changes, context) => {
      counts.push((await registry.artifacts.list('')).items.length)
      return await registry.models.commit(changes, context)
    }
    await faulty(registry, { models: { commit } }).register(exampleModel(), { evaluation })
    const { length } = (await registry.artifacts.list('')).items
    expect(counts).toEqual([length, length])
  })

  it('takes back its files when the row is refused, or a file cannot be written', async () => {
    await using registry = await openRegistry('memory:')
    const error = new Error('refused')
    const commit = () => Promise.reject(error)
    await expect(faulty(registry, { models: { commit } }).register(exampleModel())).rejects.toBe(error)
    const put: ArtifactStore['put'] = (key, options) =>
      key.endsWith('model.json') ? Promise.reject(error) : registry.artifacts.put(key, options)
    await expect(faulty(registry, { artifacts: { put } }).register(exampleModel())).rejects.toBe(error)
    expect((await registry.artifacts.list('')).items).toEqual([])
  })

  it('keeps a version whose run cannot be told', async () => {
    await using registry = await openRegistry('memory:')
    const run = await registry.startRun('loans', { environment: false })
    const record = () => Promise.reject(new Error('away'))
    const version = await faulty(registry, { tracking: { record } }).register(exampleModel(), { run })
    expect(version).toMatchObject({ version: 1, runId: run.id })
  })

  it('gives every version a number of its own when many register at once', async () => {
    await using registry = await openRegistry('memory:')
    const versions = await Promise.all(Array.from({ length: 6 }, (_, shift) => registry.register(exampleModel({ shift }))))
    expect(versions.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe('version', () => {
  it('is found by number, alias and stage, as it stands now', async () => {
    await using registry = await openRegistry('memory:')
    const registered = await registry.register(exampleModel())
    await registry.promote(registered, 'production', { stage: 'Production' })
    for (const name of ['repayment/1', 'repayment@production', 'repayment/Production', registered])
      expect(await registry.version(name)).toMatchObject({ version: 1, aliases: ['production'], stage: 'Production' })
    for (const name of ['repayment/2', 'repayment@staging', 'other/1'])
      await expect(registry.version(name)).rejects.toMatchObject({ code: 'E_VERSION_UNKNOWN' })
    await expect(registry.version('repayment')).rejects.toMatchObject({ code: 'E_REFERENCE_INVALID' })
  })
})

describe('load', () => {
  const folderOf = async () => {
    const folder = await temporaryFolder()
    const registry = await openRegistry(folder)
    const version = await registry.register(exampleModel({ policy: true }), { evaluation })
    return { registry, version, files: join(folder, 'artifacts/files', version.artifactRoot) }
  }

  it('gives a model that predicts as the one that was registered, and leaves no folder behind', async () => {
    await using registry = (await folderOf()).registry
    const temporary = await temporaryFolder()
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, temporary)
    onTestFinished(() => void vi.unstubAllEnvs())
    const model = await registry.load('repayment/1')
    expect(model.predict(row)).toEqual(exampleModel({ policy: true }).predict(row))
    expect(await readdir(temporary)).toEqual([])
  })

  it.each(['model.json', 'evidence.json', 'input_example.json'])('refuses a version whose %s was changed', async (path) => {
    const { registry, version, files } = await folderOf()
    await using _ = registry
    await writeFile(join(files, path), '{"digest":"sha256:0"}')
    await expect(registry.load(version)).rejects.toMatchObject({ code: expect.stringMatching(/^E_MODEL_(DIGEST|INVALID)$/) })
  })

  it('refuses another model that is whole in itself', async () => {
    const { registry, version, files } = await folderOf()
    await using _ = registry
    const other = await registry.register(exampleModel({ shift: 3 }))
    for (const path of ['model.json', 'input_example.json']) {
      await writeFile(join(files, path), await decoded(registry.artifacts, `${other.artifactRoot}/${path}`))
    }
    await expect(registry.load(version)).rejects.toMatchObject({ code: 'E_MODEL_DIGEST' })
  })

  it('checks the digest of evidence that is read alone', async () => {
    const { registry, version, files } = await folderOf()
    await using _ = registry
    await writeFile(join(files, 'evidence.json'), JSON.stringify({ ...evidence, score: [0, 1] }))
    await expect(registry.readEvidence(version)).rejects.toMatchObject({ code: 'E_MODEL_DIGEST' })
  })
})
