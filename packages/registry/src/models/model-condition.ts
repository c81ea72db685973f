import type { Filter, ModelQuery } from '@millrace/core'
import { sql } from 'kysely'
import type { Test } from '../sqlite/search/filter.ts'
import { queryInvalid } from '../sqlite/search/query-invalid.ts'
import { textTest } from '../sqlite/search/text-test.ts'

/** One condition of a filter. */
export type ConditionOf<Query extends { readonly filter?: unknown }> =
  Exclude<Query['filter'], undefined> extends Filter<infer Condition> ? Condition : never

/** A condition on a row of `registered_models`. */
export function modelCondition(condition: ConditionOf<ModelQuery>): Test {
  if ('tag' in condition) {
    const value = sql`(select value from model_tags where model_id = registered_models.id and key = ${condition.tag})`
    return textTest(value, condition)
  }
  if (condition.attribute === 'name') return textTest(sql.ref('registered_models.name'), condition)
  throw queryInvalid(condition, `models are tested by the attribute 'name' and by tags`)
}
