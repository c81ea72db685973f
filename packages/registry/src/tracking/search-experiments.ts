import type { Experiment, ExperimentQuery, Filter, Page } from '@millrace/core'
import { sql } from 'kysely'
import { always, filterSql, type Test } from '../sqlite/search/filter.ts'
import { keysetPage } from '../sqlite/search/keyset-page.ts'
import { queryInvalid } from '../sqlite/search/query-invalid.ts'
import { numberTerm } from '../sqlite/search/sort-terms.ts'
import { textTest } from '../sqlite/search/text-test.ts'
import { readExperiments } from './read-experiments.ts'
import type { Tracking } from './tracking.ts'

type Condition = NonNullable<ExperimentQuery['filter']> extends Filter<infer Condition> ? Condition : never

const latestFirst = [numberTerm(sql.ref('experiments.created_at_ms'), true), numberTerm(sql.ref('experiments.id'), true)]

/** A page of the experiments that pass, the latest first. */
export async function searchExperiments({ database }: Tracking, query: ExperimentQuery): Promise<Page<Experiment>> {
  const { filter, lifecycle = 'active', ...request } = query
  const question = ['experiments', { filter, lifecycle }]
  return database.snapshot(async (tx) => {
    let passing = tx.selectFrom('experiments').select('experiments.id')
    if (lifecycle !== 'all') passing = passing.where('lifecycle', '=', lifecycle)
    if (filter !== undefined) passing = passing.where(filterSql(filter, experimentTest))
    const { rows, next } = await keysetPage(passing, { ...request, where: 'searchExperiments', question, terms: latestFirst })
    const items = await readExperiments(
      tx,
      rows.map(({ id }) => id),
    )
    return Object.freeze({ items: Object.freeze(items), ...next })
  })
}

function experimentTest(condition: Condition): Test {
  if ('attribute' in condition && condition.attribute === 'name') return textTest(sql.ref('experiments.name'), condition)
  if (!('tag' in condition)) throw queryInvalid(condition, "a condition of experiments has attribute 'name' or a tag")
  const exists = (passes: Test): Test =>
    sql`exists (select 1 from experiment_tags as entry where entry.experiment_id = experiments.id and entry.key = ${condition.tag} and ${passes})`
  return condition.is === 'absent' ? sql`not ${exists(always)}` : exists(textTest(sql.ref('entry.value'), condition))
}
