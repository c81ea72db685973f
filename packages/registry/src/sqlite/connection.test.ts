import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Connection, connect } from './connection.ts'

let connection: Connection
beforeEach(async () => {
  connection = await connect(':memory:')
  connection.script('create table t (a integer primary key, b text unique, c real)')
})
afterEach(() => connection.close())

const insert = 'insert into t (a, b, c) values (?, ?, ?)'

describe('a connection', () => {
  it('gives rows that have their columns and nothing else', () => {
    connection.execute(insert, [1, 'x', 0.5])
    for (const sql of ['select * from t', 'select * from t limit 1', 'update t set c = 1 returning *']) {
      for (const row of connection.execute(sql).rows) expect(Object.keys(row)).toEqual(['a', 'b', 'c'])
    }
    expect(connection.execute('pragma user_version').rows).toEqual([{ user_version: 0 }])
  })

  it('counts changes', () => {
    expect(connection.execute(insert, [7, 'x', 0.5])).toMatchObject({ rows: [], changes: 1, lastInsertRowid: 7 })
    expect(connection.execute('delete from t where a = ?', [8])).toMatchObject({ changes: 0 })
  })

  it('keeps numbers and texts as they are', () => {
    const values = [Number.MAX_SAFE_INTEGER, 'ä\uffff😀"\'', 5e-324]
    connection.execute(insert, values)
    expect(Object.values(connection.execute('select * from t').rows[0]!)).toEqual(values)
    expect(connection.execute('select typeof(a) as a, typeof(c) as c from t').rows).toEqual([{ a: 'integer', c: 'real' }])
  })

  it('refuses values that the driver would change without a word, or end the process at', () => {
    for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, 1n, {}, new Date(), Symbol('x'), new Uint8Array()]) {
      expect(() => connection.execute(insert, [1, 'x', value])).toThrow(TypeError)
    }
    for (const text of ['a\0b', '\ud800', 'a\udc00b']) {
      expect(() => connection.execute(insert, [1, text, 1])).toThrow(expect.objectContaining({ code: 'E_TEXT_UNSUPPORTED' }))
    }
    connection.execute(insert, [1, null, true])
    expect(connection.execute('select * from t').rows).toEqual([{ a: 1, b: null, c: 1 }])
  })

  it('can use a statement again after it failed', () => {
    connection.execute(insert, [1, 'x', 1])
    for (const _ of ['once', 'again']) expect(() => connection.execute(insert, [2, 'x', 1])).toThrow('UNIQUE')
    connection.execute(insert, [2, 'y', 1])
    expect(connection.execute('select count(*) as n from t').rows).toEqual([{ n: 2 }])
  })

  it('goes on with more different statements than it keeps prepared', () => {
    for (let n = 0; n < 300; n++) expect(connection.execute(`select ${n} as n`).rows).toEqual([{ n }])
    expect(connection.execute('select 0 as n').rows).toEqual([{ n: 0 }])
  })

  it('refuses to work once it is closed', () => {
    connection.close()
    connection.close()
    expect(connection.inTransaction).toBe(false)
    expect(() => connection.execute('select 1')).toThrow(expect.objectContaining({ code: 'E_STORE_CLOSED' }))
    expect(() => connection.script('select 1')).toThrow(expect.objectContaining({ code: 'E_STORE_CLOSED' }))
  })
})
