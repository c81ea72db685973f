import type { Json, NewModelVersion } from '@millrace/core'
import { joinNumber, splitNumber } from '../sqlite/search/number-columns.ts'
import type { ChangeMaker } from './change.ts'
import { checkNewVersion } from './limits.ts'
import { registryConflict } from './registry-errors.ts'
import { requireModel, requireVersion, touch } from './rows.ts'

export const createVersion: ChangeMaker<'create-version'> = async (scope, { model, version: created }) => {
  checkNewVersion(created)
  const { db, atMs } = scope
  const { id: modelId, last_version } = await requireModel(scope, model)
  const {
    artifactRoot,
    digest,
    runId = null,
    metrics = new Map<string, number>(),
    description = '',
    tags = new Map<string, string>(),
  } = created
  const version = last_version + 1
  await db.updateTable('registered_models').set({ last_version: version, updated_at_ms: atMs }).where('id', '=', modelId).execute()
  const { id } = await db
    .insertInto('model_versions')
    .values({
      model_id: modelId,
      version,
      artifact_root: artifactRoot,
      digest,
      run_id: runId,
      description,
      stage: 'None',
      created_at_ms: atMs,
      updated_at_ms: atMs,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const [key, value] of metrics)
    await db
      .insertInto('version_metrics')
      .values({ version_id: id, key, ...splitNumber(value) })
      .execute()
  for (const [key, value] of tags) await db.insertInto('version_tags').values({ version_id: id, key, value }).execute()
  return { version, alias: null, from: null, to: contentOf({ artifactRoot, digest, runId, metrics }) }
}

export const deleteVersion: ChangeMaker<'delete-version'> = async (scope, { model, version }) => {
  const { id, model_id, artifact_root, digest, run_id, stage } = await requireVersion(scope, { model, version })
  const { db } = scope
  const metrics = await db.selectFrom('version_metrics').selectAll().where('version_id', '=', id).orderBy('key').execute()
  const aliases = await db.selectFrom('aliases').select('alias').where('version_id', '=', id).orderBy('alias').execute()
  await db.deleteFrom('model_versions').where('id', '=', id).execute()
  await touch(scope, model_id)
  const content = contentOf({
    artifactRoot: artifact_root,
    digest,
    runId: run_id,
    metrics: new Map(metrics.map((row) => [row.key, joinNumber(row)])),
  })
  return { version, alias: null, from: { ...content, stage, aliases: aliases.map(({ alias }) => alias) }, to: null }
}

export const setStage: ChangeMaker<'set-stage'> = async (scope, { model, version, stage, expected }) => {
  const { id, model_id, stage: from } = await requireVersion(scope, { model, version })
  if (expected !== undefined && expected !== from) {
    throw registryConflict({ what: `the stage of version ${version} of model '${model}'`, expected, found: from })
  }
  await scope.db.updateTable('model_versions').set({ stage }).where('id', '=', id).execute()
  await touch(scope, model_id, [id])
  return { version, alias: null, from, to: stage }
}

interface Content extends Required<Pick<NewModelVersion, 'artifactRoot' | 'digest' | 'metrics'>> {
  readonly runId: string | null
}

/** What is fixed with a version, as the audit keeps it: so it shows when someone changes it behind the registry's back. */
function contentOf({ artifactRoot, digest, runId, metrics }: Content): { readonly [key: string]: Json } {
  const values = [...metrics].map(([key, value]) => ({ key, value: Number.isFinite(value) ? value : String(value) }))
  return { artifactRoot, digest, runId, metrics: values }
}
