import type { ModelQuery, Page, RegisteredModel } from '@millrace/core'
import { type Kysely, type Selectable, sql } from 'kysely'
import { always, filterSql } from '../sqlite/search/filter.ts'
import { keysetPage } from '../sqlite/search/keyset-page.ts'
import { textTerm } from '../sqlite/search/sort-terms.ts'
import type { RegisteredModelTable, Tables } from '../sqlite/tables.ts'
import { modelCondition } from './model-condition.ts'
import { groupById, storedIds, tagsOf } from './stored-ids.ts'

/** The model of that name. */
export async function findModel(db: Kysely<Tables>, name: string): Promise<RegisteredModel | undefined> {
  const rows = await db.selectFrom('registered_models').selectAll().where('name', '=', name).execute()
  const [model] = await modelsOf(db, rows)
  return model
}

/** The models that pass, by name. */
export async function searchModels(db: Kysely<Tables>, { filter, ...request }: ModelQuery): Promise<Page<RegisteredModel>> {
  const { rows, next } = await keysetPage(
    db
      .selectFrom('registered_models')
      .selectAll()
      .where(filter === undefined ? always : filterSql(filter, modelCondition)),
    { where: 'searchModels', question: { models: filter }, terms: [textTerm(sql.ref('name'))], ...request },
  )
  return Object.freeze({ items: Object.freeze(await modelsOf(db, rows)), ...next })
}

async function modelsOf(db: Kysely<Tables>, rows: readonly Selectable<RegisteredModelTable>[]): Promise<readonly RegisteredModel[]> {
  const ids = storedIds(rows)
  const tags = groupById(
    await db.selectFrom('model_tags').select(['model_id as id', 'key', 'value']).where('model_id', 'in', ids).orderBy('key').execute(),
  )
  const aliases = groupById(
    await db
      .selectFrom('aliases')
      .innerJoin('model_versions', 'model_versions.id', 'aliases.version_id')
      .select(['aliases.model_id as id', 'alias', 'version'])
      .where('aliases.model_id', 'in', ids)
      .orderBy('alias')
      .execute(),
  )
  return rows.map(({ id, name, description, created_at_ms, updated_at_ms }) =>
    Object.freeze({
      name,
      description,
      tags: tagsOf(tags.get(id)),
      aliases: new Map(aliases.get(id)?.map(({ alias, version }) => [alias, version])),
      createdAtMs: created_at_ms,
      updatedAtMs: updated_at_ms,
    }),
  )
}
