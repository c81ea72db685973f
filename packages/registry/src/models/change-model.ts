import type { ChangeMaker, ChangeScope } from './change.ts'
import { checkDescription, checkTags } from './limits.ts'
import { checkModelName } from './names.ts'
import { modelExists } from './registry-errors.ts'
import { requireModel } from './rows.ts'

export const createModel: ChangeMaker<'create-model'> = async (scope, { model, description = '', tags = new Map<string, string>() }) => {
  checkModelName(model)
  checkDescription(description)
  checkTags(tags)
  await requireFree(scope, model)
  const { db, atMs } = scope
  const { id } = await db
    .insertInto('registered_models')
    .values({ name: model, description, last_version: await lastVersion(scope, model), created_at_ms: atMs, updated_at_ms: atMs })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [key, value] of tags) await db.insertInto('model_tags').values({ model_id: id, key, value }).execute()
  return { version: null, alias: null, from: null, to: { description, tags: [...tags].map(([key, value]) => ({ key, value })) } }
}

export const renameModel: ChangeMaker<'rename-model'> = async (scope, { model, to }) => {
  checkModelName(to)
  const { id, last_version } = await requireModel(scope, model)
  await requireFree(scope, to)
  await scope.db
    .updateTable('registered_models')
    .set({ name: to, last_version: Math.max(last_version, await lastVersion(scope, to)), updated_at_ms: scope.atMs })
    .where('id', '=', id)
    .execute()
  return { version: null, alias: null, from: model, to }
}

export const deleteModel: ChangeMaker<'delete-model'> = async (scope, { model }) => {
  const { id, description } = await requireModel(scope, model)
  const versions = await scope.db.selectFrom('model_versions').select('version').where('model_id', '=', id).orderBy('version').execute()
  await scope.db.deleteFrom('registered_models').where('id', '=', id).execute()
  return { version: null, alias: null, from: { description, versions: versions.map(({ version }) => version) }, to: null }
}

async function requireFree({ db }: ChangeScope, name: string): Promise<void> {
  const row = await db.selectFrom('registered_models').select('id').where('name', '=', name).executeTakeFirst()
  if (row !== undefined) throw modelExists(name)
}

/** The greatest number that a version under the name ever had: those of a deleted model are not given again. */
async function lastVersion({ db }: ChangeScope, name: string): Promise<number> {
  const row = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.max('version').as('version'))
    .where('model', '=', name)
    .where('action', '=', 'create-version')
    .executeTakeFirst()
  return row?.version ?? 0
}
