import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MillraceError } from '@millrace/core'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'

const only = async (registry: Registry) => {
  const { items } = await registry.searchRuns()
  expect(items).toHaveLength(1)
  return items[0]!
}

describe('withRun', () => {
  it('gives what the work gives, and the run has finished', async () => {
    await using registry = await openRegistry('memory:')
    const result = await registry.withRun('loans', { params: { depth: 3 } }, async (run) => {
      await run.logMetric('auc', 0.8)
      return 42
    })
    expect(result).toBe(42)
    expect(await only(registry)).toMatchObject({ status: 'finished' })
  })

  it('throws on what the work throws, and the run has failed by it', async () => {
    await using registry = await openRegistry('memory:')
    const error = new MillraceError({ code: 'E_EXAMPLE', message: 'postgres://ada:s3cret@db is away' })
    const work = registry.withRun('loans', {}, () => Promise.reject(error))
    await expect(work).rejects.toBe(error)
    const { status, tags } = await only(registry)
    expect(status).toBe('failed')
    expect(tags.get('millrace.error.code')).toBe('E_EXAMPLE')
    expect(tags.get('millrace.error.message')).toBe('postgres://[redacted]@db is away')
  })

  it('notes other things that are thrown by what they are', async () => {
    await using registry = await openRegistry('memory:')
    await registry.withRun('loans', {}, () => Promise.reject(new RangeError('depth'))).catch(() => undefined)
    await registry.withRun('loans', {}, () => Promise.reject('text')).catch(() => undefined)
    const { items } = await registry.searchRuns({ orderBy: [{ attribute: 'startedAtMs' }] })
    expect(items.map(({ tags }) => tags.get('millrace.error.code')).sort()).toEqual(['RangeError', 'string'])
  })

  it('is killed by the signal, which the work is given', async () => {
    await using registry = await openRegistry('memory:')
    const stop = new AbortController()
    const reason = new Error('enough')
    const work = registry.withRun('loans', { signal: stop.signal }, async (_, { signal }) => {
      stop.abort(reason)
      signal.throwIfAborted()
    })
    await expect(work).rejects.toBe(reason)
    expect(await only(registry)).toMatchObject({ status: 'killed' })
  })

  it('starts nothing under a signal that is aborted already', async () => {
    await using registry = await openRegistry('memory:')
    const reason = new Error('enough')
    await expect(registry.withRun('loans', { signal: AbortSignal.abort(reason) }, async () => 1)).rejects.toBe(reason)
    expect((await registry.searchRuns()).items).toEqual([])
  })

  it('throws the error of the work, not that of a registry which was closed under it', async () => {
    const registry = await openRegistry('memory:')
    const error = new Error('work')
    const work = registry.withRun('loans', {}, async () => {
      await registry[Symbol.asyncDispose]()
      throw error
    })
    await expect(work).rejects.toBe(error)
  })

  it('leaves no listener at the process', async () => {
    await using registry = await openRegistry('memory:')
    const before = process.listenerCount('SIGINT')
    await Promise.all(Array.from({ length: 20 }, () => registry.withRun('loans', { environment: false }, async () => 1)))
    expect(process.listenerCount('SIGINT')).toBe(before)
  })
})

describe.skipIf(process.platform === 'win32')('a process that is told to stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s ends its runs as killed and dies of the signal', async (name) => {
    const folder = await temporaryFolder()
    const script = fileURLToPath(new URL('../../test/support/run-for-ever.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', '--conditions', '@millrace/source', script, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    child.kill(name)
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
    expect(signal).toBe(name)
    await using registry = await openRegistry(folder)
    expect(await only(registry)).toMatchObject({ status: 'killed' })
  })
})
