import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Digest, type RegistryChange, sealAuditEntry } from '@millrace/core'
import Database from 'libsql'
import { expect, test, vi } from 'vitest'
import { registryFixture } from './test-support/registry-fixture.ts'
import { type VerifyAuditOptions, verifyAudit } from './verify-audit.ts'

const entries = 8

/** A registry file of eight audit entries, over which someone went by SQL; the finding afterwards. */
async function tampered(sql: string, options?: (digests: readonly Digest[]) => VerifyAuditOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-audit-'))
  try {
    const file = join(folder, 'registry.db')
    const digests: Digest[] = []
    {
      await using fixture = await registryFixture(file)
      for (let version = 1; version < entries; version++) await fixture.addVersion()
      for (const { digest } of (await fixture.context.models.readAudit!()).items) digests.push(digest)
    }
    const database = new Database(file)
    const guards = database.prepare("select name from sqlite_master where type = 'trigger' and tbl_name = 'audit'").all() as {
      name: string
    }[]
    for (const { name } of guards) database.exec(`drop trigger ${name}`)
    database.exec(sql)
    database.close()
    await using fixture = await registryFixture(file)
    return { ...(await verifyAudit(fixture.context, options?.(digests))), digests }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A copy of an entry, with other values in some columns. */
const copy = (of: number, values: Readonly<Record<string, string>>) => {
  const columns = 'sequence at_ms actor action model version alias from_value to_value reason details previous digest'.split(' ')
  const selected = columns.map((column) => values[column] ?? column)
  return `insert into audit (${columns.join(', ')}) select ${selected.join(', ')} from audit where sequence = ${of};`
}

test('finds nothing where nothing was done', async () => {
  const { digests, ...result } = await tampered('select 1')
  const why = '8 entries, each following the one before'
  expect(result).toEqual({ valid: true, entries, brokenAt: null, newest: digests.at(-1), differences: [], why })
})

test.each([
  ['the actor', "update audit set actor = 'eve' where sequence = 5"],
  ['the time', 'update audit set at_ms = at_ms + 1 where sequence = 5'],
  ['the reason', "update audit set reason = 'because' where sequence = 5"],
  ['the version', 'update audit set version = version + 1 where sequence = 5'],
  ['a value', "update audit set to_value = 'null' where sequence = 5"],
  ['the details', 'update audit set details = \'{"checks":[]}\' where sequence = 5'],
  ['a value into no JSON', "update audit set to_value = '{' where sequence = 5"],
  ['the digest', "update audit set digest = 'sha256:0' where sequence = 5"],
  ['the digest before', 'update audit set previous = digest where sequence = 5'],
])('shows where %s was changed', async (_, sql) => {
  const { digests, ...result } = await tampered(sql)
  expect(result).toMatchObject({ valid: false, entries: 4, brokenAt: 5, newest: digests[3] })
})

test.each([
  ['removed', 'delete from audit where sequence = 5', 5],
  [
    'removed, and those behind it moved up',
    'delete from audit where sequence = 5; update audit set sequence = sequence - 1 where sequence > 5',
    5,
  ],
  ['removed at the beginning', 'delete from audit where sequence = 1', 1],
  ['added at the end without a digest of its own', copy(8, { sequence: '9', previous: 'digest' }), 9],
  [
    'put in between',
    `update audit set sequence = -(sequence + 1) where sequence > 4; update audit set sequence = -sequence where sequence < 0; ${copy(4, { sequence: '5' })}`,
    5,
  ],
  [
    'swapped with the next',
    'update audit set sequence = -5 where sequence = 5; update audit set sequence = 5 where sequence = 6; update audit set sequence = 6 where sequence = -5',
    5,
  ],
])('shows where an entry was %s', async (_, sql, brokenAt) => {
  expect(await tampered(sql)).toMatchObject({ valid: false, entries: brokenAt - 1, brokenAt })
})

const cutOff = 'delete from audit where sequence > 6'

test('does not see an end that was cut off without the digest that was noted before', async () => {
  expect(await tampered(`${cutOff}; delete from model_versions where version > 5`)).toMatchObject({ valid: true, entries: 6 })
})

test('sees an end that was cut off when the newest digest was noted elsewhere', async () => {
  const result = await tampered(cutOff, (digests) => ({ expected: digests.at(-1) }))
  expect(result).toMatchObject({ valid: false, entries: 6, brokenAt: null, why: expect.stringContaining('cut off') })
})

test('takes a digest that was noted earlier: the audit has grown since', async () => {
  expect(await tampered('select 1', (digests) => ({ expected: digests[2] }))).toMatchObject({ valid: true, entries })
})

test('sees an end that was cut off by what it had done', async () => {
  expect((await tampered(cutOff)).differences).toEqual([
    "version 7 of model 'loan' is there, and no entry made it",
    "version 6 of model 'loan' is there, and no entry made it",
  ])
})

test.each([
  [
    'an alias moved',
    "insert into aliases (model_id, alias, version_id) values (1, 'production', 2)",
    /'production' .* points to version 2, and the audit to no version/,
  ],
  [
    'a stage changed',
    "update model_versions set stage = 'Production' where version = 3",
    /version 3 .* stands in Production, and by the audit in None/,
  ],
  ['a digest changed', "update model_versions set digest = 'sha256:1' where version = 3", /version 3 .* is not what was registered/],
  ['a version removed', 'delete from model_versions where version = 3', /version 3 .* is gone, and no entry deleted it/],
  ['a model renamed', "update registered_models set name = 'credit'", /model 'credit' is there, and no entry made it/],
])('sees %s by SQL, past the audit', async (_, sql, difference) => {
  const result = await tampered(sql)
  expect(result).toMatchObject({ valid: false, entries, brokenAt: null })
  expect(result.differences[0]).toMatch(difference)
  expect(result.why).toBe(result.differences[0])
})

test('agrees with all that a registry can do', async () => {
  await using fixture = await registryFixture()
  const { models } = fixture.context
  for (const metrics of [{ auc: 0.7, loss: Number.NaN }, { brier: 0.1, auc: 0.8 }, {}]) await fixture.addVersion({ metrics })
  await fixture.addVersion({ model: 'churn' })
  const changes: RegistryChange[] = [
    ...[1, 2, 3].map((version) => ({ action: 'set-alias', model: 'loan', alias: `a${version}`, version }) as const),
    { action: 'set-alias', model: 'loan', alias: 'a2', version: null },
    { action: 'set-stage', model: 'loan', version: 1, stage: 'Production' },
    { action: 'refuse-promotion', model: 'loan', version: 1, alias: 'a9' },
    { action: 'set-tag', model: 'loan', version: 1, key: 'team', value: 'risk' },
    { action: 'set-description', model: 'loan', description: 'for loans' },
    { action: 'delete-version', model: 'loan', version: 3 },
    { action: 'rename-model', model: 'loan', to: 'credit' },
    { action: 'delete-model', model: 'churn' },
    { action: 'create-model', model: 'loan' },
  ]
  await models.commit(changes, { actor: 'ada' })
  expect(await verifyAudit(fixture.context)).toMatchObject({ valid: true, differences: [] })
})

test('waits for changes that others make while it compares', async () => {
  await using fixture = await registryFixture()
  await fixture.addVersion()
  const { models } = fixture.context
  const searchModels = vi.fn(models.searchModels).mockImplementationOnce(async (query) => {
    await fixture.addVersion()
    return models.searchModels(query)
  })
  expect(await verifyAudit({ models: { ...models, searchModels } })).toMatchObject({ valid: true, entries: 3 })
  expect(searchModels).toHaveBeenCalledTimes(2)
})

test('sees a chain that was made anew throughout when a digest was noted elsewhere', async () => {
  await using fixture = await registryFixture()
  for (let version = 1; version < 4; version++) await fixture.addVersion()
  const { items } = await fixture.context.models.readAudit!()
  const forged: (typeof items)[number][] = []
  for (const entry of items) forged.push(sealAuditEntry({ ...entry, actor: 'eve' }, forged.at(-1)))
  const readAudit = async ({ descending = false } = {}) => ({ items: descending ? forged.toReversed() : forged })
  const models = { ...fixture.context.models, readAudit }
  expect(await verifyAudit({ models })).toMatchObject({ valid: true })
  expect(await verifyAudit({ models }, { expected: items.at(-1)!.digest })).toMatchObject({ valid: false, brokenAt: null })
})

test('walks an audit of several pages', async () => {
  await using fixture = await registryFixture()
  const { models } = fixture.context
  await fixture.addVersion()
  const tag = (value: number) => ({ action: 'set-tag', model: 'loan', key: 'count', value: String(value) }) as const
  for (let batch = 0; batch < 3; batch++)
    await models.commit(
      Array.from({ length: 500 }, (_, index) => tag(index)),
      { actor: 'ada' },
    )
  expect(await verifyAudit(fixture.context)).toMatchObject({ valid: true, entries: 1502 })
})

test('finds an audit without entries valid', async () => {
  await using fixture = await registryFixture()
  expect(await verifyAudit(fixture.context)).toMatchObject({ valid: true, entries: 0, newest: null })
})

test('stops when it is told to', async () => {
  await using fixture = await registryFixture()
  await fixture.addVersion()
  await expect(verifyAudit(fixture.context, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
})
