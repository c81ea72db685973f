import { type Digest, digestBytes } from '@millrace/core'
import { registryTables } from './migrations/registry-tables.ts'
import { trackingTables } from './migrations/tracking-tables.ts'

/** One step of the schema. What was published never changes: a database holds its checksum. */
export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: Digest
}

const migration = (name: string, sql: string): Migration => Object.freeze({ name, sql, checksum: digestBytes(sql) })

/** `MILL` in ASCII marks the file as ours. */
export const applicationId = 0x4d_49_4c_4c

const migrationTable = `
pragma application_id = ${applicationId};
create table schema_migrations (
  version integer primary key,
  name text not null,
  checksum text not null,
  applied_at_ms integer not null
);
`

/** The schema, step by step: new ones go to the end. */
export const migrations: readonly Migration[] = Object.freeze([
  migration('migrations', migrationTable),
  migration('tracking', trackingTables),
  migration('registry', registryTables),
])
