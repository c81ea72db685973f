import type { ModelVersion, Page, VersionQuery, VersionReference } from '@millrace/core'
import { type Kysely, type Selectable, type SelectQueryBuilder, sql } from 'kysely'
import { always, filterSql } from '../sqlite/search/filter.ts'
import { keysetPage } from '../sqlite/search/keyset-page.ts'
import { joinNumber } from '../sqlite/search/number-columns.ts'
import { numberTerm, textTerm } from '../sqlite/search/sort-terms.ts'
import type { ModelVersionTable, Tables } from '../sqlite/tables.ts'
import { groupById, storedIds, tagsOf } from './stored-ids.ts'
import { versionCondition } from './version-condition.ts'

/** The version that a reference names. */
export async function findVersion(db: Kysely<Tables>, reference: VersionReference): Promise<ModelVersion | undefined> {
  const ofModel = versionsWithModel(db).where('registered_models.name', '=', reference.model)
  const [version] = await versionsOf(db, await named(ofModel, reference).limit(1).execute())
  return version
}

/** The versions that pass, by model and then the newest first. */
export async function searchVersions(db: Kysely<Tables>, { filter, ...request }: VersionQuery): Promise<Page<ModelVersion>> {
  const { rows, next } = await keysetPage(
    versionsWithModel(db).where(filter === undefined ? always : filterSql(filter, versionCondition)),
    {
      where: 'searchVersions',
      question: { versions: filter },
      terms: [textTerm(sql.ref('registered_models.name')), numberTerm(sql.ref('model_versions.version'), true)],
      ...request,
    },
  )
  return Object.freeze({ items: Object.freeze(await versionsOf(db, rows)), ...next })
}

type VersionRow = Selectable<ModelVersionTable> & { readonly model: string }
type VersionRows = SelectQueryBuilder<Tables, 'model_versions' | 'registered_models', VersionRow>

const versionsWithModel = (db: Kysely<Tables>): VersionRows =>
  db
    .selectFrom('model_versions')
    .innerJoin('registered_models', 'registered_models.id', 'model_versions.model_id')
    .selectAll('model_versions')
    .select('registered_models.name as model')

function named(rows: VersionRows, reference: VersionReference): VersionRows {
  if ('version' in reference) return rows.where('model_versions.version', '=', reference.version)
  if ('stage' in reference) return rows.where('model_versions.stage', '=', reference.stage).orderBy('model_versions.version', 'desc')
  return rows.where('model_versions.id', 'in', (inner) =>
    inner.selectFrom('aliases').select('version_id').where('alias', '=', reference.alias),
  )
}

async function versionsOf(db: Kysely<Tables>, rows: readonly VersionRow[]): Promise<readonly ModelVersion[]> {
  const ids = storedIds(rows)
  const metrics = groupById(
    await db
      .selectFrom('version_metrics')
      .select(['version_id as id', 'key', 'flag', 'value'])
      .where('version_id', 'in', ids)
      .orderBy('key')
      .execute(),
  )
  const tags = groupById(
    await db
      .selectFrom('version_tags')
      .select(['version_id as id', 'key', 'value'])
      .where('version_id', 'in', ids)
      .orderBy('key')
      .execute(),
  )
  const aliases = groupById(
    await db.selectFrom('aliases').select(['version_id as id', 'alias']).where('version_id', 'in', ids).orderBy('alias').execute(),
  )
  return rows.map(({ id, model, version, artifact_root, digest, run_id, description, stage, created_at_ms, updated_at_ms }) =>
    Object.freeze({
      model,
      version,
      artifactRoot: artifact_root,
      digest,
      ...(run_id !== null && { runId: run_id }),
      metrics: new Map(metrics.get(id)?.map((row) => [row.key, joinNumber(row)])),
      description,
      tags: tagsOf(tags.get(id)),
      stage,
      aliases: Object.freeze(aliases.get(id)?.map(({ alias }) => alias) ?? []),
      createdAtMs: created_at_ms,
      updatedAtMs: updated_at_ms,
    }),
  )
}
