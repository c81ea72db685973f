import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { exampleModel } from '@millrace/core/testing'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { openRegistry } from './open-registry.ts'

describe('openRegistry', () => {
  it('makes .millrace in the current folder, out of sight of Git, unless something is named', async () => {
    vi.stubEnv('MILLRACE_REGISTRY', undefined)
    const [before, folder] = [process.cwd(), await temporaryFolder()]
    process.chdir(folder)
    try {
      await using registry = await openRegistry()
      await registry.register(exampleModel())
      expect(await readFile('.millrace/.gitignore', 'utf8')).toBe('*\n')
      await using named = await openRegistry(pathToFileURL(join(folder, '.millrace')))
      expect(await named.version('repayment/1')).toMatchObject({ version: 1 })
    } finally {
      process.chdir(before)
      vi.unstubAllEnvs()
    }
  })

  it('puts no file for Git into a folder that was named', async () => {
    const folder = join(await temporaryFolder(), 'new/models')
    await using _ = await openRegistry(folder)
    await expect(readFile(join(folder, '.gitignore'))).rejects.toThrow()
  })

  it('acts in the name of the user, or of whoever is named', async () => {
    await using mine = await openRegistry('memory:')
    await using hers = await openRegistry('memory:', { actor: 'ada' })
    expect(mine.actor).not.toBe('')
    expect(hers.actor).toBe('ada')
  })

  it('refuses other systems, and a folder that is none', async () => {
    await expect(openRegistry('postgres://db/runs')).rejects.toMatchObject({ code: 'E_REGISTRY_URL' })
    const file = join(await temporaryFolder(), 'file')
    await writeFile(file, '')
    await expect(openRegistry(file)).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
  })

  it('keeps two registries in memory apart', async () => {
    await using first = await openRegistry('memory:')
    await using second = await openRegistry('memory:')
    await first.register(exampleModel())
    expect(await second.models.findModel('repayment')).toBeUndefined()
  })

  it('refuses every call when it is closed', async () => {
    const registry = await openRegistry(await temporaryFolder())
    const version = await registry.register(exampleModel())
    await registry[Symbol.asyncDispose]()
    await registry[Symbol.asyncDispose]()
    for (const call of [
      () => registry.startRun('loans'),
      () => registry.register(exampleModel()),
      () => registry.version('repayment/1'),
      () => registry.load(version),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
  })
})

describe('two registries on one folder', () => {
  it('see what the other wrote', async () => {
    const folder = await temporaryFolder()
    await using writer = await openRegistry(folder)
    await using reader = await openRegistry(folder)
    const run = await writer.startRun('loans', { environment: false })
    await writer.register(exampleModel(), { run })
    expect((await reader.searchRuns({ experiment: 'loans' })).items.map(({ id }) => id)).toEqual([run.id])
    expect((await reader.load('repayment/1')).name).toBe('repayment')
  })

  it('lose nothing when two processes write at once', async () => {
    const folder = await temporaryFolder()
    const script = fileURLToPath(new URL('../../test/support/register-many.ts', import.meta.url))
    const write = async () => {
      const child = spawn(process.execPath, ['--import', 'tsx', '--conditions', '@millrace/source', script, folder, '5'], {
        stdio: 'inherit',
      })
      return ((await once(child, 'exit')) as [number | null])[0]
    }
    expect(await Promise.all([write(), write()])).toEqual([0, 0])
    await using registry = await openRegistry(folder)
    const versions = (await registry.models.searchVersions()).items
    expect(versions.map(({ version }) => version)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    for (const { version, runId, metrics } of versions) {
      const run = await registry.tracking.findRun(runId!)
      expect(run).toMatchObject({ status: 'finished' })
      expect(run?.tags.get('millrace.version.repayment')).toBe(`repayment/${version}`)
      expect(run?.params.get('i')).toBe(String(metrics.get('auc')))
    }
    expect((await registry.tracking.searchExperiments({ filter: { attribute: 'name', is: '=', value: 'loans' } })).items).toHaveLength(1)
    expect(await registry.verifyAudit()).toMatchObject({ valid: true, entries: 11 })
  })
})
