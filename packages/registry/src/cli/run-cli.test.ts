import { MillraceError } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { scoredRows } from '../promotion/test-support/scored-rows.ts'
import { openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'
import { runOn } from './test-support/run-in-memory.ts'

let registry: Registry
beforeEach(async () => {
  registry = await openRegistry('memory:', { actor: 'ada' })
})
beforeAll(() => void vi.useFakeTimers({ now: Date.UTC(2026, 0, 31, 12), toFake: ['Date'] }))
afterAll(() => void vi.useRealTimers())

const cli = (...argv: string[]) => runOn(registry, argv)

async function json(...argv: string[]) {
  const { stdout, stderr } = await cli(...argv, '--json')
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

async function addRun(id: string, parts: { params?: object; metrics?: object; experiment?: string; tags?: object }) {
  const { experiment = 'loans', params = {}, metrics = {}, tags = {} } = parts
  const known = (await registry.tracking.findExperiment({ name: experiment })) ?? (await registry.tracking.createExperiment(experiment))
  const texts = (values: object) => new Map(Object.entries(values).map(([key, value]) => [key, String(value)]))
  await registry.tracking.createRun({
    ...{ experimentId: known.id, id, name: `run ${id}`, startedAtMs: Date.now(), params: texts(params), tags: texts(tags) },
    metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, step: 0, timestampMs: Date.now() })),
  })
  await registry.tracking.updateRun(id, { status: 'finished', endedAtMs: Date.now() + 1500 })
}

async function addRuns() {
  await addRun('aaa1', { params: { trainer: 'logistic', depth: 0 }, metrics: { auc: 0.75, loss: 0.5 } })
  await addRun('bbb2', { params: { trainer: 'forest', depth: 4 }, metrics: { auc: 0.8, loss: Number.NaN } })
  await addRun('ccc3', { params: { trainer: 'forest', depth: 9 }, metrics: { auc: 0.6 }, experiment: 'churn', tags: { team: 'risk' } })
}

const evidence = (noise: number, noiseSeed: number) => scoredRows({ rows: 300, seed: 1, noise, noiseSeed })
const register = (noise: number, noiseSeed = 2) =>
  registry.register(exampleModel({ name: 'loan' }), { evaluation: { metrics: { auc: 0.78 }, evidence: evidence(noise, noiseSeed) } })

test('lists runs as a table, the latest first', async () => {
  await addRuns()
  const { stdout, stderr, exitCode } = await cli('runs', 'list', '--experiment', 'loans', '--order-by', 'metrics.auc desc')
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
  expect(stdout).toBe(
    [
      'RUN   NAME      EXPERIMENT  STATUS    STARTED               TOOK   metrics.auc  metrics.loss',
      'bbb2  run bbb2  loans       finished  2026-01-31 12:00:00Z  1.5 s          0.8           NaN',
      'aaa1  run aaa1  loans       finished  2026-01-31 12:00:00Z  1.5 s         0.75           0.5',
      '',
    ].join('\n'),
  )
})

test.each([
  [
    ['--filter', 'metrics.auc > 0.7'],
    ['aaa1', 'bbb2'],
  ],
  [['--filter', 'params.trainer = forest', '--filter', 'metrics.auc >= 0.8'], ['bbb2']],
  [['--filter', 'params.depth > 5'], ['ccc3']],
  [['--filter', 'tags.team = risk'], ['ccc3']],
  [['--filter', 'metrics.loss absent'], ['ccc3']],
  [
    ['--order-by', 'metrics.auc'],
    ['ccc3', 'aaa1', 'bbb2'],
  ],
  [
    ['--order-by', 'params.trainer', '--order-by', 'metrics.auc desc'],
    ['bbb2', 'ccc3', 'aaa1'],
  ],
  [
    ['--experiment', 'churn', '--experiment', 'loans', '--order-by', 'id'],
    ['aaa1', 'bbb2', 'ccc3'],
  ],
  [
    ['--order-by', 'id', '--limit', '2'],
    ['aaa1', 'bbb2'],
  ],
  [['--lifecycle', 'deleted'], []],
])('lists the runs of %j', async (argv, ids) => {
  await addRuns()
  const { runs } = await json('runs', 'list', ...argv)
  const found = runs.map(({ id }: { id: string }) => id)
  expect(argv.includes('--order-by') ? found : found.sort()).toEqual(ids)
})

test('says when there are more runs than shown', async () => {
  await addRuns()
  expect((await cli('runs', 'list', '--limit', '2')).stdout).toContain('more runs than 2: raise --limit')
  expect(await json('runs', 'list', '--limit', '2')).toMatchObject({ more: true })
  expect(await json('runs', 'list', '--limit', '3')).toMatchObject({ more: false })
})

test('shows the columns that are asked for', async () => {
  await addRuns()
  const { stdout } = await cli('runs', 'list', '--column', 'params.depth', '--column', 'tags.team', '--order-by', 'id')
  expect(stdout.split('\n')[0]).toMatch(/TOOK {3}params\.depth {2}tags\.team$/)
})

test('says that there are no runs', async () => {
  expect(await cli('runs', 'list')).toEqual({ exitCode: 0, stdout: 'no runs\n', stderr: '' })
})

test('shows a run by the beginning of its id', async () => {
  await addRuns()
  expect(await json('runs', 'show', 'b')).toMatchObject({
    id: 'bbb2',
    params: { depth: '4' },
    metrics: { auc: 0.8, loss: 'NaN' },
    experiment: 'loans',
  })
  const { stdout } = await cli('runs', 'show', 'bbb')
  expect(stdout).toContain('run         bbb2')
  expect(stdout).toContain('params\n  depth    4\n  trainer  forest')
})

test('compares runs side by side, or only where they differ', async () => {
  await addRuns()
  await addRun('ddd4', { params: { trainer: 'forest', depth: 4 }, metrics: { auc: 0.81 } })
  expect((await cli('runs', 'compare', 'b', 'd')).stdout.split('\n').map((line) => line.split(/\s{2,}/))).toEqual([
    ['RUN', 'bbb2', 'ddd4'],
    ['', 'run bbb2', 'run ddd4'],
    ['params.depth', '4', '4'],
    ['params.trainer', 'forest', 'forest'],
    ['metrics.auc', '0.8', '0.81'],
    ['metrics.loss', 'NaN'],
    [''],
  ])
  expect(await json('runs', 'compare', 'b', 'd', '--diff')).toEqual({
    runs: [
      { id: 'bbb2', name: 'run bbb2' },
      { id: 'ddd4', name: 'run ddd4' },
    ],
    params: {},
    metrics: { auc: [0.8, 0.81], loss: ['NaN', null] },
  })
})

test('lists models, and the versions of one', async () => {
  expect((await cli('models', 'list')).stdout).toBe('no models\n')
  await register(1)
  await register(1)
  await registry.promote('loan/1', 'production', { stage: 'Production' })
  expect((await cli('models', 'list')).stdout).toBe(
    'MODEL  NEWEST  ALIASES       CHANGED\nloan        2  production=1  2026-01-31 12:00:00Z\n',
  )
  expect(await json('models', 'list')).toMatchObject({ models: [{ name: 'loan', latest: 2, aliases: { production: 1 } }] })
  expect((await cli('models', 'list', 'loan')).stdout).toContain('loan/1   Production  production')
  expect(await json('models', 'list', 'loan')).toMatchObject({
    model: 'loan',
    versions: [{ version: 2 }, { version: 1, metrics: { auc: 0.78 } }],
  })
})

test('promotes through a gate, and ends with 1 when it refuses', async () => {
  await register(3)
  await register(0.2)
  const first = await cli('models', 'promote', 'loan/1', 'production', '--require', 'auc>=0.7', '--beats', '--reason', 'the first')
  expect(first).toMatchObject({ exitCode: 0, stderr: '' })
  expect(first.stdout).toMatch(/beats {2}passed {2}'production' points to no version.*\nproduction of loan: version 1\n$/s)
  const refused = await cli('models', 'promote', 'loan/2', 'production', '--require', 'auc>=0.9', '--beats')
  expect(refused).toMatchObject({ exitCode: 1, stderr: '' })
  expect(refused.stdout).toMatch(/auc {4}failed {2}auc 0.78 is less than 0.9\n.*refused: production of loan stays at version 1\n$/s)
  const argv = [
    '--beats',
    'production',
    '--metric',
    'auc',
    '--rounds',
    '1000',
    '--seed',
    '3',
    '--confidence',
    '0.9',
    '--minimum-rows',
    '100',
  ]
  const promotion = await json('models', 'promote', 'loan/2', 'production', ...argv, '--stage', 'Production')
  expect(promotion).toMatchObject({
    ...{ promoted: true, model: 'loan', version: 2, alias: 'production', from: 1 },
    checks: [{ name: 'beats', measured: { metric: 'auc', rounds: 1000, seed: 3, confidence: 0.9, rows: 300 } }],
  })
  expect(await registry.version('loan@production')).toMatchObject({ version: 2, stage: 'Production' })
})

test('prints a refusal as one JSON document too', async () => {
  await register(1)
  const { exitCode, stdout } = await cli('--json', 'models', 'promote', 'loan/1', 'production', '--require', 'brier<=0.1')
  expect(exitCode).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({ promoted: false, checks: [{ name: 'brier', passed: false, measured: null }] })
})

test('acts in the name that is given', async () => {
  await register(1)
  const open = vi.fn(async () => registry)
  await runOn(registry, ['--actor', 'bob', '--registry', 'file:///somewhere', 'models', 'list'], { open })
  expect(open).toHaveBeenCalledWith('file:///somewhere', { actor: 'bob' })
})

test('rolls back, and ends with 1 when there is nothing to go back to', async () => {
  for (const version of [await register(1), await register(1)]) await registry.promote(version, 'production')
  expect(await cli('models', 'rollback', 'loan', 'production', '--reason', 'worse')).toMatchObject({
    ...{ exitCode: 0, stdout: 'production of loan: version 2 -> version 1\n' },
  })
  const none = await cli('models', 'rollback', 'loan', 'production')
  expect(none).toMatchObject({ exitCode: 1, stdout: '' })
  expect(none.stderr).toMatch(/^millrace: E_ROLLBACK_NONE: .*\n$/)
})

test('archives a version, and says what still points to it', async () => {
  await registry.promote(await register(1), 'production')
  expect((await cli('models', 'archive', 'loan@production', '--reason', 'old')).stdout).toBe('loan/1 is archived; still @production\n')
  expect(await json('models', 'archive', 'loan/1')).toMatchObject({ stage: 'Archived' })
})

test('tells the lineage of a version', async () => {
  const version = await register(1)
  await registry.promote(version, 'production', { reason: 'good' })
  expect(await json('models', 'lineage', 'loan@production')).toEqual(JSON.parse(JSON.stringify(await registry.lineage(version))))
  const { stdout } = await cli('models', 'lineage', 'loan/1')
  expect(stdout).toMatch(/^version {5}loan\/1$/m)
  expect(stdout).toMatch(/^promoted {4}@production 2026-01-31 12:00:00Z by ada: good$/m)
  expect(stdout).toMatch(/^missing {5}no run is known/m)
})

test('lists the audit, the newest first, and verifies it', async () => {
  await registry.promote(await register(1), 'production', { reason: 'good' })
  const { stdout } = await cli('models', 'audit', '--limit', '1')
  expect(stdout.split('\n')[1]).toMatch(/^ 3 {2}2026-01-31 12:00:00Z {2}ada {2}set-alias {2}loan\/1@production {9}1 {2}good$/)
  expect((await json('models', 'audit', '--alias', 'production')).entries).toMatchObject([{ action: 'set-alias', to: 1 }])
  expect((await json('models', 'audit', '--model', 'churn')).entries).toEqual([])
  const verified = await json('models', 'audit', '--verify')
  expect(verified).toMatchObject({ valid: true, entries: 3 })
  expect(await cli('models', 'audit', '--expected', verified.newest)).toMatchObject({ exitCode: 0 })
})

test('ends with 1 when the audit is broken or does not hold the expected digest', async () => {
  await register(1)
  const unknown = await cli('models', 'audit', '--expected', `sha256:${'0'.repeat(64)}`)
  expect(unknown).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('BROKEN: no entry has the expected digest') })
  const read = registry.models.readAudit!
  const models = {
    ...registry.models,
    readAudit: async () => ({ items: (await read()).items.map((entry) => ({ ...entry, actor: 'eve' })) }),
  }
  const { verifyAudit } = await import('../promotion/verify-audit.ts')
  const tampered = { ...registry, verifyAudit: () => verifyAudit({ models }) }
  expect(await runOn(tampered, ['models', 'audit', '--verify', '--json'])).toMatchObject({
    exitCode: 1,
    stdout: expect.stringContaining('"brokenAt": 1'),
  })
})

test.each<[string[], number, RegExp]>([
  [['runs', 'list', '--filter', 'nonsense'], 2, /^millrace: E_FILTER_INVALID: /],
  [['runs', 'list', '--limit', '0'], 2, /^millrace: E_USAGE: .*positive integer/],
  [['runs', 'list', '--lifecycle', 'dead'], 2, /^millrace: E_USAGE: .*choices/],
  [['runs', 'list', '--experiment', 'none'], 3, /^millrace: E_EXPERIMENT_UNKNOWN: /],
  [['runs', 'show', 'zz'], 3, /^millrace: E_RUN_UNKNOWN: /],
  [['runs', 'compare', 'zz'], 2, /^millrace: E_USAGE: missing required argument/],
  [['runs', 'lst'], 2, /^millrace: E_USAGE: unknown command 'lst'.*Did you mean list/],
  [['runs', 'list', '--nonsense'], 2, /^millrace: E_USAGE: unknown option/],
  [['runs', 'list', 'surplus'], 2, /^millrace: E_USAGE: too many arguments/],
  [['models', 'list', 'none'], 3, /^millrace: E_MODEL_UNKNOWN: /],
  [['models', 'promote', 'loan', 'production'], 2, /^millrace: E_REFERENCE_INVALID: /],
  [['models', 'promote', 'loan/9', 'production'], 3, /^millrace: E_VERSION_UNKNOWN: /],
  [['models', 'promote', 'loan/1', 'production', '--require', 'auc'], 2, /^millrace: E_USAGE: /],
  [['models', 'promote', 'loan/1', 'production', '--beats', '--metric', 'gini'], 2, /^millrace: E_GATE_INVALID: /],
  [['models', 'promote', 'loan/1', 'production', '--metric', 'auc'], 2, /^millrace: E_USAGE: --metric says/],
  [['models', 'promote', 'loan/1', 'production', '--beats', '--rounds', 'many'], 2, /^millrace: E_USAGE: .*must be a number/],
  [['models', 'promote', 'loan/1', 'production', '--stage', 'Live'], 2, /^millrace: E_STAGE_INVALID: /],
  [['models', 'promote', 'loan/1', 'v1'], 2, /^millrace: E_ALIAS_INVALID: /],
  [['models', 'rollback', 'none', 'production'], 3, /^millrace: E_MODEL_UNKNOWN: /],
  [['models', 'audit', '--expected', 'md5:0'], 2, /^millrace: E_USAGE: /],
])('%j ends with %i and one line', async (argv, exitCode, stderr) => {
  await register(1)
  const result = await cli(...argv, '--json')
  expect(result).toMatchObject({ exitCode, stdout: '' })
  expect(result.stderr).toMatch(stderr)
  expect(result.stderr.trimEnd()).not.toContain('\n')
})

test.each([
  [new MillraceError({ code: 'E_STORE_BUSY', message: 'locked\nfor long' }), 'millrace: E_STORE_BUSY: locked for long\n'],
  [new MillraceError({ code: 'E_REGISTRY_CONFLICT', message: 'moved' }), 'millrace: E_REGISTRY_CONFLICT: moved\n'],
  [new TypeError('a fault of the program'), 'millrace: TypeError: a fault of the program\n'],
])('ends with 4 for trouble: %s', async (error, stderr) => {
  expect(await runOn(registry, ['models', 'list'], { open: () => Promise.reject(error) })).toEqual({ exitCode: 4, stdout: '', stderr })
})

test('closes the registry, also when a command fails', async () => {
  const close = vi.fn()
  const open = async () => ({ ...registry, [Symbol.asyncDispose]: close })
  await runOn(registry, ['models', 'list'], { open })
  await runOn(registry, ['runs', 'show', 'zz'], { open })
  expect(close).toHaveBeenCalledTimes(2)
})

test('documents its exit codes in its help', async () => {
  const { exitCode, stdout } = await cli('--help')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/Exit codes:\n {2}0 {2}done\n {2}1 {2}refused/)
  expect((await cli('models', 'promote', '--help')).stdout).toContain('--beats [alias]')
})

test('prints its version, and help where no command is named', async () => {
  expect(await cli('--version')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\S*\n$/) })
  for (const argv of [[], ['runs']]) {
    expect(await cli(...argv)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('Usage: millrace') })
  }
})

test('colours headings on a terminal that shows colours, unless NO_COLOR is set', async () => {
  await register(1)
  const written: string[] = []
  const stdout = { write: (text: string) => written.push(text), isTTY: true, hasColors: () => true }
  for (const env of [{}, { NO_COLOR: '1' }]) await runOn(registry, ['models', 'list'], { stdout, env })
  await runOn(registry, ['models', 'list'], { stdout: { ...stdout, isTTY: false } })
  expect(written.map((text) => text.includes('\u001b['))).toEqual([true, false, false])
})

test('does not let the name of a run steer the terminal', async () => {
  await addRun('eee5', { tags: { evil: '\u001b]0;owned\u0007\u001b[2J' } })
  expect((await cli('runs', 'show', 'eee5')).stdout).not.toMatch(/(?!\n)\p{Cc}/u)
})
