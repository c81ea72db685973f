import type { ChangeMaker, ChangeScope } from './change.ts'
import { checkAlias } from './names.ts'
import { registryConflict } from './registry-errors.ts'
import { requireModel, requireVersion, touch } from './rows.ts'

export const setAlias: ChangeMaker<'set-alias'> = async (scope, { model, alias, version, expected }) => {
  checkAlias(alias)
  const { id: modelId } = await requireModel(scope, model)
  const holder = await holderOf(scope, modelId, alias)
  const from = holder?.version ?? null
  if (expected !== undefined && expected !== from) {
    throw registryConflict({ what: `the version that '${alias}' of model '${model}' points to`, expected, found: from })
  }
  const target = version === null ? undefined : await requireVersion(scope, { model, version })
  await scope.db.deleteFrom('aliases').where('model_id', '=', modelId).where('alias', '=', alias).execute()
  if (target !== undefined) await scope.db.insertInto('aliases').values({ model_id: modelId, alias, version_id: target.id }).execute()
  await touch(scope, modelId, [holder?.id, target?.id])
  return { version: version ?? from, alias, from, to: version }
}

export const refusePromotion: ChangeMaker<'refuse-promotion'> = async (scope, { model, version, alias }) => {
  checkAlias(alias)
  const { model_id } = await requireVersion(scope, { model, version })
  const from = (await holderOf(scope, model_id, alias))?.version ?? null
  return { version, alias, from, to: from }
}

async function holderOf({ db }: ChangeScope, modelId: number, alias: string) {
  return await db
    .selectFrom('aliases')
    .innerJoin('model_versions', 'model_versions.id', 'aliases.version_id')
    .select(['model_versions.id', 'model_versions.version'])
    .where('aliases.model_id', '=', modelId)
    .where('aliases.alias', '=', alias)
    .executeTakeFirst()
}
