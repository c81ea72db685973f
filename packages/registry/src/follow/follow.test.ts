import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Logger, ModelSourceEvent, ModelTypes } from '@millrace/core'
import { type ExampleApplicant, exampleModel } from '@millrace/core/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { createRegistry } from '../registry/create-registry.ts'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'

type Spec = ModelTypes<ExampleApplicant, 'yes' | 'no'>
const row: ExampleApplicant = { income: 4000, amount: null, area: 'Urban', employed: true, gender: null }
const probabilityOf = (version: number) => exampleModel({ shift: version / 10 }).predict(row).probability

/** A registry with so many versions, each of which answers another probability, and an alias at the first. */
async function withVersions(count: number, folder?: string): Promise<Registry> {
  const registry = await openRegistry(folder ?? 'memory:')
  onTestFinished(() => registry[Symbol.asyncDispose]())
  for (let version = 1; version <= count; version++) {
    await registry.register(exampleModel({ shift: version / 10 }), { evaluation: { metrics: { auc: version / 10 } } })
  }
  await point(registry, 1)
  return registry
}
const point = (registry: Registry, version: number | null) =>
  registry.models.commit([{ action: 'set-alias', model: 'repayment', alias: 'production', version }], { actor: 'ada' })

/** Resolves with the next events, as soon as so many have come. */
function events(
  source: { subscribe(listener: (event: ModelSourceEvent) => void): () => void },
  count: number,
): Promise<ModelSourceEvent[]> {
  return new Promise((resolve) => {
    const seen: ModelSourceEvent[] = []
    const stop = source.subscribe((event) => {
      if (seen.push(event) < count) return
      stop()
      resolve(seen)
    })
  })
}

describe('follow', () => {
  it('serves the version of the alias, with its metrics, as one frozen value', async () => {
    const registry = await withVersions(1)
    await using source = registry.follow<Spec>('repayment@production')
    expect(source.current()).toBeUndefined()
    const { model, served, metrics } = await source.ready()
    expect(model.predict(row).probability).toBe(probabilityOf(1))
    expect(served).toEqual({ model: 'repayment', version: 1, alias: 'production', digest: expect.stringMatching(/^sha256:/) })
    expect(metrics).toEqual({ auc: 0.1 })
    expect(Object.isFrozen(source.current())).toBe(true)
  })

  it('swaps when the alias moves, also from another process', async () => {
    const folder = await temporaryFolder()
    const registry = await withVersions(2, folder)
    await using other = await openRegistry(folder)
    await using source = other.follow<Spec>('repayment@production', { pollMs: 20 })
    await source.ready()
    const swapped = events(source, 1)
    await point(registry, 2)
    expect(await swapped).toMatchObject([{ type: 'swapped', from: { version: 1 }, to: { version: 2 } }])
    expect(source.current()?.model.predict(row).probability).toBe(probabilityOf(2))
  })

  it('answers with whole models under constant reads while the alias moves', async () => {
    const registry = await withVersions(4)
    await using source = registry.follow<Spec>('repayment@production', { pollMs: 5 })
    await source.ready()
    const seen = new Set<number>()
    let answers = 0
    let moving = true
    const reads = (async () => {
      while (moving) {
        const { model, served } = source.current()!
        expect(model.predict(row).probability).toBe(probabilityOf(served.version!))
        seen.add(served.version!)
        answers++
        await setTimeout(0)
      }
    })()
    for (let move = 0; move < 20; move++) {
      await point(registry, 1 + (move % 4))
      if (move % 3 === 0) await source.refresh!()
    }
    await source.refresh!()
    moving = false
    await reads
    expect(source.current()?.served.version).toBe(4)
    expect(seen.size).toBeGreaterThan(1)
    expect(answers).toBeGreaterThan(20)
  })

  it('picks up a move that was made during a load, without waiting for the next poll', async () => {
    const registry = await withVersions(3)
    const { watch: _, ...models } = registry.models
    let duringLoad = async () => {}
    const list: Registry['artifacts']['list'] = async (...args) => {
      await duringLoad()
      return await registry.artifacts.list(...args)
    }
    const quiet = createRegistry({ tracking: registry.tracking, models, artifacts: { ...registry.artifacts, list } })
    await using source = quiet.follow<Spec>('repayment@production', { pollMs: 60_000 })
    await source.ready()
    const swapped = events(source, 2)
    duringLoad = () => {
      duringLoad = async () => {}
      return point(registry, 3).then(() => undefined)
    }
    await point(registry, 2)
    await source.refresh!()
    expect((await swapped).map((event) => event.type === 'swapped' && event.to.version)).toEqual([2, 3])
  })

  it('never loads two versions at once', async () => {
    const registry = await withVersions(3)
    let loading = 0
    let most = 0
    const list = registry.artifacts.list
    const artifacts = {
      ...registry.artifacts,
      list: async (...args: Parameters<typeof list>) => {
        most = Math.max(most, ++loading)
        await setTimeout(5)
        return await list(...args).finally(() => loading--)
      },
    }
    const slow = createRegistry({ tracking: registry.tracking, models: registry.models, artifacts })
    await using source = slow.follow<Spec>('repayment@production', { pollMs: 1 })
    await source.ready()
    for (const version of [2, 3, 1, 2]) {
      await point(registry, version)
      await Promise.all([source.refresh!(), source.refresh!(), setTimeout(3)])
    }
    expect(source.current()?.served.version).toBe(2)
    expect(most).toBe(1)
  })

  it('goes back to the version before without loading it again', async () => {
    const folder = await temporaryFolder()
    const registry = await withVersions(2, folder)
    const { artifactRoot } = await registry.version('repayment/1')
    await using source = registry.follow<Spec>('repayment@production')
    await source.ready()
    await point(registry, 2)
    await source.refresh!()
    await registry.artifacts.delete(artifactRoot)
    await point(registry, 1)
    await source.refresh!()
    expect(source.current()?.served.version).toBe(1)
  })

  it('follows a stage, and a number that never moves', async () => {
    const registry = await withVersions(2)
    await registry.setStage('repayment/1', 'Production')
    await using staged = registry.follow('repayment/Production')
    await using fixed = registry.follow('repayment/2')
    expect((await staged.ready()).served).toMatchObject({ version: 1, alias: null })
    expect((await fixed.ready()).served).toMatchObject({ version: 2, alias: null })
    await registry.setStage('repayment/2', 'Production')
    await staged.refresh!()
    expect(staged.current()?.served.version).toBe(2)
  })
})

describe('a version that cannot be loaded', () => {
  const breakVersion = async (folder: string, registry: Registry, version: number) => {
    const { artifactRoot } = await registry.version({ model: 'repayment', version })
    const path = join(folder, 'artifacts/files', artifactRoot, 'model.json')
    await writeFile(path, '{}')
  }

  it('leaves the one before in place, is reported, and is tried again', async () => {
    const folder = await temporaryFolder()
    const registry = await withVersions(2, folder)
    await breakVersion(folder, registry, 2)
    const lines: string[] = []
    const write = (_: object, message: string) => void lines.push(message)
    const logger: Logger = { debug: write, info: write, warn: write, error: write }
    await using source = registry.follow<Spec>('repayment@production', { pollMs: 5, logger })
    await source.ready()
    const failed = events(source, 3)
    await point(registry, 2)
    for (const event of await failed) {
      expect(event).toMatchObject({
        type: 'failed',
        wanted: { version: 2, alias: 'production' },
        error: { code: expect.stringMatching(/^E_MODEL/) },
      })
    }
    expect(source.current()?.model.predict(row).probability).toBe(probabilityOf(1))
    expect((await source.ready()).served.version).toBe(1)
    expect(lines).toContain('a version could not be served; the one before stays')
  })

  it('does not keep a good one from being served', async () => {
    const folder = await temporaryFolder()
    const registry = await withVersions(3, folder)
    await breakVersion(folder, registry, 2)
    await using source = registry.follow<Spec>('repayment@production', { pollMs: 60_000 })
    await source.ready()
    await point(registry, 2)
    await source.refresh!()
    expect(source.current()?.served.version).toBe(1)
    await point(registry, 3)
    await source.refresh!()
    expect(source.current()?.served.version).toBe(3)
  })

  it('makes ready reject when it is the first, until a good one comes', async () => {
    const folder = await temporaryFolder()
    const registry = await withVersions(2, folder)
    await breakVersion(folder, registry, 1)
    await using source = registry.follow<Spec>('repayment@production', { pollMs: 60_000 })
    await expect(source.ready()).rejects.toMatchObject({ code: expect.stringMatching(/^E_MODEL/) })
    await point(registry, 2)
    await source.refresh!()
    expect((await source.ready()).served.version).toBe(2)
  })
})

describe('an alias that points nowhere', () => {
  it('is reported once, and served as soon as it points somewhere', async () => {
    const registry = await withVersions(1)
    await point(registry, null)
    await using source = registry.follow<Spec>('repayment@production', { pollMs: 5 })
    const seen = events(source, 2)
    await expect(source.ready()).rejects.toMatchObject({ code: 'E_VERSION_UNKNOWN' })
    for (let i = 0; i < 3; i++) await source.refresh!()
    await point(registry, 1)
    expect((await seen).map(({ type }) => type)).toEqual(['failed', 'swapped'])
  })

  it('leaves the model in place when it is removed', async () => {
    const registry = await withVersions(1)
    await using source = registry.follow<Spec>('repayment@production', { pollMs: 60_000 })
    await source.ready()
    await point(registry, null)
    await source.refresh!()
    expect(source.current()?.served.version).toBe(1)
  })
})

describe('closing', () => {
  it('empties the source and stops its timers and loads', async () => {
    const registry = await withVersions(2)
    const source = registry.follow<Spec>('repayment@production', { pollMs: 5 })
    await source.ready()
    await point(registry, 2)
    const refreshed = source.refresh!()
    await source[Symbol.asyncDispose]()
    await refreshed
    expect(source.current()).toBeUndefined()
    await source.refresh!()
    await setTimeout(30)
    expect(source.current()).toBeUndefined()
    await expect(source.ready()).rejects.toMatchObject({ code: 'E_SOURCE_CLOSED' })
  })

  it('happens by the signal, before and after the start, and with the registry', async () => {
    const registry = await withVersions(1)
    const stop = new AbortController()
    const stopped = registry.follow('repayment@production', { signal: stop.signal })
    await stopped.ready()
    stop.abort()
    expect(stopped.current()).toBeUndefined()
    const never = registry.follow('repayment@production', { signal: AbortSignal.abort() })
    await expect(never.ready()).rejects.toMatchObject({ code: 'E_SOURCE_CLOSED' })
    const open = registry.follow('repayment@production')
    await open.ready()
    await registry[Symbol.asyncDispose]()
    expect(open.current()).toBeUndefined()
  })
})

it('refuses a name that names no version, and a pace that is none, at once', async () => {
  const registry = await withVersions(1)
  expect(() => registry.follow('repayment')).toThrow(expect.objectContaining({ code: 'E_REFERENCE_INVALID' }))
  expect(() => registry.follow('repayment@production', { pollMs: 0 })).toThrow(RangeError)
})
