import type { ChangeMaker, ChangeScope } from './change.ts'
import { checkDescription, checkTag } from './limits.ts'
import { requireModel, requireVersion, touch } from './rows.ts'

export const setDescription: ChangeMaker<'set-description'> = async (scope, { model, version, description }) => {
  checkDescription(description)
  const { table, id, modelId, from } = await subjectOf(scope, { model, version })
  await scope.db.updateTable(table).set({ description }).where('id', '=', id).execute()
  await touch(scope, modelId, [version === undefined ? undefined : id])
  return { version: version ?? null, alias: null, from, to: description }
}

export const setTag: ChangeMaker<'set-tag'> = async (scope, { model, version, key, value }) => {
  checkTag(key, value ?? '')
  const { id, modelId } = await subjectOf(scope, { model, version })
  const from = await (version === undefined ? setModelTag : setVersionTag)(scope, { id, key, value })
  await touch(scope, modelId, [version === undefined ? undefined : id])
  return { version: version ?? null, alias: null, from: { key, value: from }, to: { key, value } }
}

/** The model, or the version, that a text belongs to. */
async function subjectOf(scope: ChangeScope, { model, version }: { readonly model: string; readonly version: number | undefined }) {
  if (version === undefined) {
    const { id, description } = await requireModel(scope, model)
    return { table: 'registered_models', id, modelId: id, from: description } as const
  }
  const { id, model_id, description } = await requireVersion(scope, { model, version })
  return { table: 'model_versions', id, modelId: model_id, from: description } as const
}

interface Tag {
  readonly id: number
  readonly key: string
  readonly value: string | null
}

/** Sets or removes a label and gives what it was. */
async function setModelTag({ db }: ChangeScope, { id, key, value }: Tag): Promise<string | null> {
  const [before] = await db.deleteFrom('model_tags').where('model_id', '=', id).where('key', '=', key).returning('value').execute()
  if (value !== null) await db.insertInto('model_tags').values({ model_id: id, key, value }).execute()
  return before?.value ?? null
}

async function setVersionTag({ db }: ChangeScope, { id, key, value }: Tag): Promise<string | null> {
  const [before] = await db.deleteFrom('version_tags').where('version_id', '=', id).where('key', '=', key).returning('value').execute()
  if (value !== null) await db.insertInto('version_tags').values({ version_id: id, key, value }).execute()
  return before?.value ?? null
}
