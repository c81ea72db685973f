import type { AuditEntry, RegistryChange } from '@millrace/core'
import type { Transaction } from 'kysely'
import type { Tables } from '../sqlite/tables.ts'

/** Where and when a change is made. */
export interface ChangeScope {
  readonly db: Transaction<Tables>
  readonly atMs: number
}

/** What the audit keeps of a change. */
export type ChangeOutcome = Pick<AuditEntry, 'version' | 'alias' | 'from' | 'to'>

/** The change of that action. */
export type ChangeOf<Action extends RegistryChange['action']> = Extract<RegistryChange, { readonly action: Action }>

/** Makes the changes of one kind. */
export type ChangeMaker<Action extends RegistryChange['action']> = (scope: ChangeScope, change: ChangeOf<Action>) => Promise<ChangeOutcome>
