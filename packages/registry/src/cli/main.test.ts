import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { exampleModel } from '@millrace/core/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRegistry } from '../registry/open-registry.ts'

const main = fileURLToPath(new URL('./main.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-cli-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function millrace(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions', '@millrace/source', main, ...argv], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { stdout, stderr, exitCode }
}

test('works as a process: a registry by its folder or by MILLRACE_REGISTRY, a result, and an exit code', async () => {
  {
    await using registry = await openRegistry(folder)
    await registry.register(exampleModel({ name: 'loan' }), { evaluation: { metrics: { auc: 0.7 } } })
  }
  const gate = ['models', 'promote', 'loan/1', 'production', '--require']
  expect(await millrace([...gate, 'auc>=0.9', '--registry', folder])).toMatchObject({ exitCode: 1, stderr: '' })
  const promoted = await millrace([...gate, 'auc>=0.6', '--json'], { MILLRACE_REGISTRY: folder })
  expect(promoted).toMatchObject({ exitCode: 0, stderr: '' })
  expect(JSON.parse(promoted.stdout)).toMatchObject({ promoted: true, version: 1 })
  expect(promoted.stdout).not.toContain('\u001b[')
})

test('makes no registry where there is none, and shows no secret of a URL', async () => {
  expect(await millrace(['runs', 'list', '--registry', folder])).toMatchObject({
    exitCode: 3,
    stdout: '',
    stderr: expect.stringMatching(/^millrace: E_REGISTRY_MISSING: /),
  })
  expect(await readdir(folder)).toEqual([])
  const other = await millrace(['runs', 'list', '--registry', 'postgres://ada:s3cret@db.example/runs'])
  expect(other).toMatchObject({ exitCode: 2, stdout: '' })
  expect(other.stderr).not.toContain('s3cret')
})
