import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from './open-database.ts'
import type { Work } from './write-queue.ts'

let folder: string
let database: Database
const open = (busyTimeoutMs?: number) => openDatabase(join(folder, 'registry.db'), { busyTimeoutMs })
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-queue-'))
  database = await open()
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

const add =
  (name: string): Work<unknown> =>
  (tx) =>
    tx.insertInto('registered_models').values({ name, description: '', created_at_ms: 1, updated_at_ms: 1 }).execute()
const names = async ({ db }: Database) =>
  (await db.selectFrom('registered_models').select('name').orderBy('id').execute()).map(({ name }) => name)
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `m${index}`)

describe('transactions', () => {
  it('are done in order, each whole or not at all', async () => {
    const failing: Work<void> = async (tx) => {
      await add('half')(tx)
      throw new Error('not this one')
    }
    const writes = ['a', 'b', undefined, 'c', 'a', 'd'].map((name) => database.transaction(name === undefined ? failing : add(name)))
    const outcomes = await Promise.allSettled(writes)
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await names(database)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('give what their work gives', async () => {
    expect(await Promise.all([1, 2, 3].map((n) => database.transaction(async () => n)))).toEqual([1, 2, 3])
  })

  it('that wait together are committed together', async () => {
    const transactions = new Set<unknown>()
    await Promise.all(numbered(20).map(() => database.transaction(async (tx) => transactions.add(tx))))
    expect(transactions.size).toBe(1)
    await database.transaction(async (tx) => transactions.add(tx))
    expect(transactions.size).toBe(2)
  })

  it('can be more than one group', async () => {
    await Promise.all(numbered(200).map((name) => database.transaction(add(name))))
    expect(await names(database)).toEqual(numbered(200))
  })

  it('are done one by one when what one does undoes them all', async () => {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database.db)
    await sql.raw(`pragma max_page_count = ${rows[0]!.page_count + 20}`).execute(database.db)
    const outcomes = await Promise.allSettled(['a', 'x'.repeat(1_000_000), 'b'].map((name) => database.transaction(add(name))))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(outcomes[1]).toMatchObject({ reason: { code: 'E_STORE_UNAVAILABLE', details: { system: 'SQLITE_FULL' } } })
    expect(await names(database)).toEqual(['a', 'b'])
  })

  it('are all done before the database closes, and none afterwards', async () => {
    const writes = numbered(50).map((name) => database.transaction(add(name)))
    const closed = database.close()
    await expect(database.transaction(add('late'))).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
    await closed
    await Promise.all(writes)
    await expect(database.snapshot(async () => 1)).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
    await expect(names(database)).rejects.toMatchObject({ code: 'E_STORE_CLOSED' })
    await using again = await open()
    expect(await names(again)).toEqual(numbered(50))
  })

  it('wait for another writer without holding up the program, and give up in the end', async () => {
    await using impatient = await open(100)
    await using patient = await open()
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    let waiting: Promise<unknown> | undefined
    await database.transaction(async (tx) => {
      await add('first')(tx)
      waiting = patient.transaction(add('second'))
      await expect(impatient.transaction(add('third'))).rejects.toMatchObject({ code: 'E_STORE_BUSY', details: { limitMs: 100 } })
      expect(await names(impatient)).toEqual([])
      await setTimeout(50)
    })
    clearInterval(ticking)
    await waiting
    expect(await names(database)).toEqual(['first', 'second'])
    expect(ticks).toBeGreaterThan(3)
  })

  it('that met the lock of another do not keep an old view of the file', async () => {
    await using other = await open(20)
    await database.transaction(async (tx) => {
      await add('first')(tx)
      await expect(other.transaction(add('refused'))).rejects.toMatchObject({ code: 'E_STORE_BUSY' })
    })
    expect(await names(other)).toEqual(['first'])
    await database.transaction(add('second'))
    expect(await names(other)).toEqual(['first', 'second'])
    await other.transaction(add('third'))
    expect(await names(database)).toEqual(['first', 'second', 'third'])
  })

  it('let timers run between many of them', async () => {
    await using inMemory = await openDatabase(':memory:')
    let ticks = 0
    const ticking = setInterval(() => ticks++, 1)
    for (const name of numbered(10_000)) if (ticks < 2) await inMemory.transaction(add(name))
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(1)
  })
})

describe('a snapshot', () => {
  it('sees one state, whatever is written meanwhile', async () => {
    await using other = await open()
    await database.snapshot(async (tx) => {
      const count = () =>
        tx
          .selectFrom('registered_models')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      expect(await count()).toEqual({ n: 0 })
      await other.transaction(add('a'))
      expect(await count()).toEqual({ n: 0 })
    })
    expect(await names(database)).toEqual(['a'])
  })
})

describe('several processes', () => {
  it('create one database and write to it at once', async () => {
    const path = join(folder, 'shared.db')
    const script = fileURLToPath(new URL('test-support/write-models.ts', import.meta.url))
    const writers = ['a', 'b', 'c'].map((prefix) =>
      spawn(process.execPath, ['--import', 'tsx', '--conditions', '@millrace/source', script, path, prefix, '20'], {
        stdio: ['ignore', 'ignore', 'inherit'],
      }),
    )
    expect(await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0]))).toEqual([0, 0, 0])
    await using shared = await openDatabase(path)
    const expected = ['a', 'b', 'c'].flatMap((prefix) => Array.from({ length: 20 }, (_, index) => `${prefix}${index}`))
    expect((await names(shared)).toSorted()).toEqual(expected.toSorted())
  })
})
