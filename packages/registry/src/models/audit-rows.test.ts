import { followsAuditEntry } from '@millrace/core'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../sqlite/open-database.ts'
import { createRegistryStore } from './registry-store.ts'

let database: Database
beforeEach(async () => {
  database = await openDatabase(':memory:')
})
afterEach(() => database.close())

describe('the audit', () => {
  it('is changed and shortened by no statement, as long as its triggers stand', async () => {
    const store = createRegistryStore(database)
    await store.commit([{ action: 'create-model', model: 'loan' }], { actor: 'ada' })
    await expect(sql`update audit set actor = 'eve'`.execute(database.db)).rejects.toThrow(/append only/)
    await expect(sql`delete from audit`.execute(database.db)).rejects.toThrow(/append only/)
    await expect(sql`insert or replace into audit select * from audit`.execute(database.db)).rejects.toThrow(/append only/)
    expect((await store.readAudit()).items).toHaveLength(1)
  })

  it('shows what was changed behind the triggers, also where that is no JSON any more', async () => {
    const store = createRegistryStore(database)
    await store.commit([{ action: 'create-model', model: 'loan' }], { actor: 'ada', details: { auc: 0.7 } })
    await sql`drop trigger audit_is_not_changed`.execute(database.db)
    for (const column of ['details', 'to_value', 'reason', 'actor', 'at_ms', 'digest']) {
      const [before] = (await store.readAudit()).items
      expect(before && followsAuditEntry(before)).toBe(true)
      const kept = await sql<{ value: string }>`select ${sql.ref(column)} as value from audit`.execute(database.db)
      await sql`update audit set ${sql.ref(column)} = ${column === 'at_ms' ? 1 : '{"auc": 0.9'}`.execute(database.db)
      const [after] = (await store.readAudit()).items
      expect(after && followsAuditEntry(after), column).toBe(false)
      await sql`update audit set ${sql.ref(column)} = ${kept.rows[0]!.value}`.execute(database.db)
    }
  })
})
