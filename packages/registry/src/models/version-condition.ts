import type { VersionQuery } from '@millrace/core'
import { sql } from 'kysely'
import type { Test } from '../sqlite/search/filter.ts'
import { numberTest } from '../sqlite/search/number-test.ts'
import { queryInvalid } from '../sqlite/search/query-invalid.ts'
import { textTest } from '../sqlite/search/text-test.ts'
import type { ConditionOf } from './model-condition.ts'

/** A condition on a row of `model_versions`, joined with its model. */
export function versionCondition(condition: ConditionOf<VersionQuery>): Test {
  if ('tag' in condition) {
    return textTest(sql`(select value from version_tags where version_id = model_versions.id and key = ${condition.tag})`, condition)
  }
  if ('metric' in condition)
    return numberTest({ flag: metric('flag', condition.metric), value: metric('value', condition.metric) }, condition)
  switch (condition.attribute) {
    case 'model':
      return textTest(sql.ref('registered_models.name'), condition)
    case 'runId':
      return textTest(sql.ref('model_versions.run_id'), condition)
    case 'stage':
    case 'digest':
      return textTest(sql.ref(`model_versions.${condition.attribute}`), condition)
    case 'version':
      return numberTest({ value: sql.ref('model_versions.version') }, condition)
    case 'createdAtMs':
      return numberTest({ value: sql.ref('model_versions.created_at_ms') }, condition)
    default:
      throw queryInvalid(condition, 'versions are tested by model, runId, stage, digest, version, createdAtMs, by metrics and by tags')
  }
}

const metric = (column: 'flag' | 'value', key: string) =>
  sql`(select ${sql.ref(column)} from version_metrics where version_id = model_versions.id and key = ${key})`
