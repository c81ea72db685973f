import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, connect } from './connection.ts'
import { migrations } from './migrations.ts'
import { type Database, openDatabase } from './open-database.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-sqlite-'))
  path = join(folder, 'registry.db')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const model = (name: string) => ({ name, description: '', created_at_ms: 1, updated_at_ms: 1 })
const add = (database: Database, name: string) =>
  database.transaction((tx) => tx.insertInto('registered_models').values(model(name)).execute())
const names = async ({ db }: Database) =>
  (await db.selectFrom('registered_models').select('name').orderBy('name').execute()).map(({ name }) => name)

async function withRawConnection<T>(work: (connection: Connection) => T): Promise<T> {
  const connection = await connect(path)
  try {
    return work(connection)
  } finally {
    connection.close()
  }
}

describe('openDatabase', () => {
  it('keeps what was written', async () => {
    const first = await openDatabase(path)
    await add(first, 'loan')
    await first.close()
    await using second = await openDatabase(path)
    expect(await names(second)).toEqual(['loan'])
  })

  it('has everything in one file once it is closed', async () => {
    await using reader = await openDatabase(path)
    const writer = await openDatabase(path)
    await add(writer, 'loan')
    await writer.close()
    await copyFile(path, join(folder, 'copy.db'))
    await using copy = await openDatabase(join(folder, 'copy.db'))
    expect(await names(copy)).toEqual(await names(reader))
  })

  it('takes a path that starts at the current folder, and nothing that looks like a URL', async () => {
    await using database = await openDatabase(relative(process.cwd(), path))
    expect(database.path).toBe(path)
    await expect(openDatabase('http://127.0.0.1:1/registry')).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
    await expect(openDatabase('')).rejects.toThrow(TypeError)
  })

  it('waits for the disk at each commit, lets readers read meanwhile, and checks references', async () => {
    await using database = await openDatabase(path)
    const pragma = async (name: string) => Object.values((await sql.raw<object>(`pragma ${name}`).execute(database.db)).rows[0]!)[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    const orphan = database.transaction((tx) => tx.insertInto('model_tags').values({ model_id: 9, key: 'a', value: 'b' }).execute())
    await expect(orphan).rejects.toThrow('FOREIGN KEY')
  })

  it('keeps databases in memory apart', async () => {
    await using one = await openDatabase(':memory:')
    await using other = await openDatabase(':memory:')
    await add(one, 'loan')
    expect([await names(one), await names(other)]).toEqual([['loan'], []])
    expect(await readdir(folder)).toEqual([])
  })

  it('says what is wrong with a place that holds no database', async () => {
    await writeFile(join(folder, 'text'), 'no database '.repeat(500))
    await mkdir(join(folder, 'folder'))
    for (const place of ['text', 'folder', 'missing/registry.db', 'text/registry.db']) {
      await expect(openDatabase(join(folder, place)), place).rejects.toMatchObject({
        code: 'E_STORE_UNAVAILABLE',
        details: { path: join(folder, place) },
      })
    }
  })

  it('leaves the database of another program alone', async () => {
    await withRawConnection((connection) => connection.script('create table theirs (a)'))
    await expect(openDatabase(path)).rejects.toMatchObject({ code: 'E_STORE_UNAVAILABLE' })
    const tables = await withRawConnection((connection) => connection.execute('select name from sqlite_master').rows)
    expect(tables).toEqual([{ name: 'theirs' }])
  })

  it('records its migrations once', async () => {
    for (const _ of ['create', 'open']) await (await openDatabase(path)).close()
    const applied = await withRawConnection(
      (connection) => connection.execute('select version, name, checksum from schema_migrations').rows,
    )
    expect(applied).toEqual(migrations.map(({ name, checksum }, index) => ({ version: index + 1, name, checksum })))
  })

  it.each([
    `insert into schema_migrations values (${migrations.length + 1}, 'from-the-future', 'sha256:1', 0)`,
    "update schema_migrations set checksum = 'sha256:2' where version = 2",
  ])('refuses what another version made: %s', async (change) => {
    await (await openDatabase(path)).close()
    await withRawConnection((connection) => connection.script(change))
    await expect(openDatabase(path)).rejects.toMatchObject({ code: 'E_STORE_VERSION', details: { path } })
  })

  it('applies what is missing to a database of an earlier version', async () => {
    await withRawConnection((connection) => {
      const [first] = migrations
      connection.script(first!.sql)
      connection.execute('insert into schema_migrations values (1, ?, ?, 0)', [first!.name, first!.checksum])
    })
    await using database = await openDatabase(path)
    await add(database, 'loan')
    expect(await names(database)).toEqual(['loan'])
  })

  it('opens a new database several times at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(path)))
    await Promise.all(opened.map((database, index) => add(database, `loan-${index}`)))
    for (const database of opened) expect(await names(database)).toEqual(['loan-0', 'loan-1', 'loan-2', 'loan-3'])
    await Promise.all(opened.map((database) => database.close()))
  })

  it('does not wait for a writer to open what is up to date', async () => {
    await using first = await openDatabase(path)
    await first.transaction(async (tx) => {
      await tx.insertInto('registered_models').values(model('loan')).execute()
      await using second = await openDatabase(path, { busyTimeoutMs: 0 })
      expect(await names(second)).toEqual([])
    })
  })
})
