import type { RunOrder } from '@millrace/core'
import { type SelectQueryBuilder, sql } from 'kysely'
import { queryInvalid } from '../sqlite/search/query-invalid.ts'
import { numberOrder, numberTerm, type SortTerm, textOrder, textTerm } from '../sqlite/search/sort-terms.ts'
import type { Tables } from '../sqlite/tables.ts'
import { type Entry, keyNumber, numberColumns, textColumns } from './run-filter.ts'

export type RunsQuery<Row> = SelectQueryBuilder<Tables, 'runs', Row>

/** Most things to order by: each is a join. */
const maximumOrders = 10

/** The terms of an order, and a query with the tables that they read. Ties go to the latest start, then to the id. */
export function orderRuns<Row>(query: RunsQuery<Row>, orderBy: readonly RunOrder[]): { query: RunsQuery<Row>; terms: readonly SortTerm[] } {
  if (!Array.isArray(orderBy) || orderBy.length > maximumOrders) throw queryInvalid(orderBy, `order by a list of at most ${maximumOrders}`)
  const ties = [numberTerm(sql.ref('runs.started_at_ms'), true), textTerm(sql.ref('runs.run_id'))]
  let joined = query
  const terms = orderBy.flatMap((order: RunOrder, index) => {
    const { descending = false } = order
    if ('attribute' in order) return attributeOrder(order, descending)
    const alias = `order_${index}`
    joined = joinEntry(joined, { order, alias })
    const value = sql.ref(`${alias}.value`)
    return 'metric' in order ? numberOrder({ flag: sql.ref(`${alias}.flag`), value }, descending) : textOrder(value, descending)
  })
  return { query: joined, terms: [...terms, ...ties] }
}

function attributeOrder(order: Extract<RunOrder, { attribute: string }>, descending: boolean): readonly SortTerm[] {
  const { attribute } = order
  if (attribute === 'startedAtMs') return [numberTerm(sql.ref('runs.started_at_ms'), descending)]
  if (attribute === 'endedAtMs') return numberOrder({ value: sql.ref(`runs.${numberColumns[attribute]}`) }, descending)
  if (Object.hasOwn(textColumns, attribute)) return textOrder(sql.ref(`runs.${textColumns[attribute]}`), descending)
  throw queryInvalid(order, 'order by a metric, param, tag or attribute')
}

/** Joins the entry of a key, where there is one. */
function joinEntry<Row>(query: RunsQuery<Row>, { order, alias }: { readonly order: EntryOrder; readonly alias: string }): RunsQuery<Row> {
  const { table, kind, name } = entryOf(order)
  const isEntry = sql<boolean>`${sql.ref(`${alias}.run_id`)} = runs.id and ${sql.ref(`${alias}.key_id`)} = ${keyNumber(kind, name)}`
  // The alias is not known to the types, so the query keeps its own.
  return query.leftJoin(sql`${sql.table(table)}`.as(alias), (join) => join.on(isEntry)) as unknown as RunsQuery<Row>
}

type EntryOrder = Exclude<RunOrder, { attribute: string }>

function entryOf(order: EntryOrder): Entry {
  if ('metric' in order) return { table: 'latest_metrics', kind: 'metric', name: order.metric }
  if ('param' in order) return { table: 'params', kind: 'param', name: order.param }
  if ('tag' in order) return { table: 'tags', kind: 'tag', name: order.tag }
  throw queryInvalid(order, 'order by a metric, param, tag or attribute')
}
