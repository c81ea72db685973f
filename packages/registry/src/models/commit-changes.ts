import { type AuditEntry, type ChangeContext, type RegistryChange, sealAuditEntry } from '@millrace/core'
import { insertAudit, newestAudit } from './audit-rows.ts'
import type { ChangeMaker, ChangeScope } from './change.ts'
import { refusePromotion, setAlias } from './change-alias.ts'
import { createModel, deleteModel, renameModel } from './change-model.ts'
import { setDescription, setTag } from './change-text.ts'
import { createVersion, deleteVersion, setStage } from './change-version.ts'

const makers: { readonly [Action in RegistryChange['action']]: ChangeMaker<Action> } = {
  'create-model': createModel,
  'rename-model': renameModel,
  'delete-model': deleteModel,
  'create-version': createVersion,
  'delete-version': deleteVersion,
  'set-alias': setAlias,
  'set-stage': setStage,
  'set-tag': setTag,
  'set-description': setDescription,
  'refuse-promotion': refusePromotion,
}

/** Makes the changes in order, each with its entry behind the newest of the audit. */
export async function commitChanges(
  scope: ChangeScope,
  { changes, context }: { readonly changes: readonly RegistryChange[]; readonly context: ChangeContext },
): Promise<readonly AuditEntry[]> {
  const { actor, reason = null, details = null } = context
  const entries: AuditEntry[] = []
  let previous = await newestAudit(scope.db)
  for (const change of changes) {
    const outcome = await makerOf(change)(scope, change)
    const { action, model } = change
    const entry = sealAuditEntry({ atMs: scope.atMs, actor, action, model, ...outcome, reason, details }, previous)
    await insertAudit(scope.db, entry)
    entries.push(entry)
    previous = entry
  }
  return Object.freeze(entries)
}

function makerOf({ action }: RegistryChange): ChangeMaker<RegistryChange['action']> {
  if (!Object.hasOwn(makers, action)) throw new TypeError(`commit: '${action}' is no action of a change`)
  // The table pairs each action with the maker of its changes; a union of makers would take no change at all.
  return makers[action] as ChangeMaker<RegistryChange['action']>
}
