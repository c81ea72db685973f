import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { digestBytes } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { environmentTags } from './environment-tags.ts'
import { gitState } from './git.ts'
import { lockfile } from './lockfile.ts'
import { packages } from './packages.ts'

let folder: string
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'millrace-environment-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']
const git = (...args: string[]) => execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim()
const repository = async () => {
  git('init', '--quiet', '--initial-branch', 'main')
  await writeFile(join(folder, 'train.ts'), 'one')
  git('add', '.')
  git('commit', '--quiet', '--message', 'one')
}

describe('gitState', () => {
  it('names commit and branch of a clean work tree', async () => {
    await repository()
    expect(await gitState(folder)).toEqual({ commit: git('rev-parse', 'HEAD'), branch: 'main', dirty: false })
  })

  it('is dirty by a changed file, and by a new one', async () => {
    await repository()
    await writeFile(join(folder, 'features.ts'), 'two')
    expect(await gitState(folder)).toMatchObject({ dirty: true })
    await rm(join(folder, 'features.ts'))
    await writeFile(join(folder, 'train.ts'), 'two')
    expect(await gitState(folder)).toMatchObject({ dirty: true })
  })

  it('takes the credentials out of the remote', async () => {
    await repository()
    git('remote', 'add', 'origin', 'https://ada:s3cret-t0ken@git.example/loans.git')
    expect((await gitState(folder)).remote).toBe('https://[redacted]@git.example/loans.git')
  })

  it('names no branch on a detached head', async () => {
    await repository()
    git('checkout', '--quiet', '--detach')
    expect(await gitState(folder)).not.toHaveProperty('branch')
  })

  it('knows nothing outside of a repository, before the first commit, and without Git', async () => {
    expect(await gitState(folder)).toEqual({})
    git('init', '--quiet')
    expect(await gitState(folder)).toEqual({})
    vi.stubEnv('PATH', '')
    expect(await gitState(folder)).toEqual({})
    vi.unstubAllEnvs()
  })
})

describe('lockfile', () => {
  it('is the nearest one, upwards', async () => {
    await writeFile(join(folder, 'package-lock.json'), '{}')
    await mkdir(join(folder, 'packages/loan'), { recursive: true })
    expect(await lockfile(join(folder, 'packages/loan'))).toEqual({ name: 'package-lock.json', digest: digestBytes('{}') })
    await writeFile(join(folder, 'packages/yarn.lock'), '#')
    expect(await lockfile(join(folder, 'packages/loan'))).toEqual({ name: 'yarn.lock', digest: digestBytes('#') })
  })
})

describe('packages', () => {
  const install = async (at: string, manifest: object) => {
    await mkdir(join(folder, at), { recursive: true })
    await writeFile(join(folder, at, 'package.json'), JSON.stringify(manifest))
  }

  it('names what the project depends on, as it is installed there or above', async () => {
    await install('app', { dependencies: { zod: '^4', absent: '1' }, peerDependencies: { pino: '*' }, devDependencies: { vitest: '4' } })
    await install('app/node_modules/zod', { version: '4.1.0' })
    await install('node_modules/pino', { version: '10.0.0' })
    await install('node_modules/vitest', { version: '4.0.0' })
    const found = await packages(join(folder, 'app'))
    expect([found.get('zod'), found.get('pino')]).toEqual(['4.1.0', '10.0.0'])
    expect([...found.keys()]).toEqual(['@millrace/core', '@millrace/registry', 'pino', 'zod'])
  })

  it('takes a broken manifest as an empty one', async () => {
    await writeFile(join(folder, 'package.json'), '{ "dependencies": ')
    expect([...(await packages(folder)).keys()]).toEqual(['@millrace/core', '@millrace/registry'])
  })
})

describe('environmentTags', () => {
  it('uses the names of MLflow where it has one', async () => {
    await repository()
    git('remote', 'add', 'origin', 'https://git.example/loans.git')
    const tags = Object.fromEntries(await environmentTags(folder))
    expect(tags).toMatchObject({
      'mlflow.source.git.commit': git('rev-parse', 'HEAD'),
      'mlflow.source.git.branch': 'main',
      'mlflow.source.git.repoURL': 'https://git.example/loans.git',
      'mlflow.source.type': 'LOCAL',
      'mlflow.user': expect.stringMatching(/./),
      'millrace.git.dirty': 'false',
      'millrace.node': process.versions.node,
      'millrace.platform': `${process.platform}-${process.arch}`,
    })
    expect(JSON.parse(tags['millrace.packages']!)).toHaveProperty(['@millrace/core'])
  })

  it('is asked once', async () => {
    const first = environmentTags(folder)
    expect(environmentTags(folder)).toBe(first)
    await first
  })

  it('cuts a long list of packages, and says how many are missing', async () => {
    const names = Array.from({ length: 600 }, (_, i) => `package-number-${i}`)
    await writeFile(join(folder, 'package.json'), JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) }))
    await Promise.all(
      names.map(async (name) => {
        await mkdir(join(folder, 'node_modules', name), { recursive: true })
        await writeFile(join(folder, 'node_modules', name, 'package.json'), '{"version":"1.0.0"}')
      }),
    )
    const text = (await environmentTags(folder)).get('millrace.packages')!
    expect(text.length).toBeLessThanOrEqual(8000)
    const { '…': rest, ...kept } = JSON.parse(text) as Record<string, string>
    expect(kept).toHaveProperty(['@millrace/registry'])
    expect(rest).toBe(`${602 - Object.keys(kept).length} more`)
  })
})
