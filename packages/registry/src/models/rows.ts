import type { ChangeScope } from './change.ts'
import { modelUnknown, versionUnknown } from './registry-errors.ts'

/** The row of a model, or `E_MODEL_UNKNOWN`. */
export async function requireModel({ db }: ChangeScope, name: string) {
  const row = await db.selectFrom('registered_models').selectAll().where('name', '=', name).executeTakeFirst()
  return row ?? Promise.reject(modelUnknown(name))
}

/** The row of a version, or `E_MODEL_UNKNOWN` or `E_VERSION_UNKNOWN`. */
export async function requireVersion(scope: ChangeScope, { model, version }: { readonly model: string; readonly version: number }) {
  const { id } = await requireModel(scope, model)
  const row = Number.isSafeInteger(version)
    ? await scope.db.selectFrom('model_versions').selectAll().where('model_id', '=', id).where('version', '=', version).executeTakeFirst()
    : undefined
  return row ?? Promise.reject(versionUnknown(model, version))
}

/** Notes when a model, and some of its versions, last changed. */
export async function touch({ db, atMs }: ChangeScope, modelId: number, versionIds: readonly (number | undefined)[] = []): Promise<void> {
  await db.updateTable('registered_models').set({ updated_at_ms: atMs }).where('id', '=', modelId).execute()
  for (const id of versionIds) {
    if (id !== undefined) await db.updateTable('model_versions').set({ updated_at_ms: atMs }).where('id', '=', id).execute()
  }
}
