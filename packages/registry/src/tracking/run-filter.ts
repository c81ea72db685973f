import type { RunCondition } from '@millrace/core'
import { type RawBuilder, sql } from 'kysely'
import { always, type Test } from '../sqlite/search/filter.ts'
import { numberTest } from '../sqlite/search/number-test.ts'
import { queryInvalid } from '../sqlite/search/query-invalid.ts'
import { textTest } from '../sqlite/search/text-test.ts'
import type { AttributeKind } from '../sqlite/tables.ts'

/** The columns of text attributes. */
export const textColumns = { id: 'run_id', name: 'name', status: 'status', user: 'user', parentId: 'parent_id' } as const
/** The columns of attributes that are instants. */
export const numberColumns = { startedAtMs: 'started_at_ms', endedAtMs: 'ended_at_ms' } as const

/** The SQL of one condition on a row of `runs`. */
export function runTest(condition: RunCondition): Test {
  if ('metric' in condition) {
    return entryTest({ table: 'latest_metrics', kind: 'metric', name: condition.metric }, condition, () =>
      numberTest({ flag: sql.ref('entry.flag'), value: sql.ref('entry.value') }, condition),
    )
  }
  if ('param' in condition) {
    return entryTest({ table: 'params', kind: 'param', name: condition.param }, condition, () => paramTest(condition))
  }
  if ('tag' in condition) {
    return entryTest({ table: 'tags', kind: 'tag', name: condition.tag }, condition, () => textTest(sql.ref('entry.value'), condition))
  }
  if ('dataset' in condition) return datasetTest(condition)
  if ('attribute' in condition) return attributeTest(condition)
  throw queryInvalid(condition, 'a condition of runs has one of metric, param, tag, dataset, attribute')
}

/** The number of a key, which SQLite looks up once for a statement. */
export const keyNumber = (kind: AttributeKind, name: string): RawBuilder<number> =>
  sql`(select id from attribute_keys where kind = ${kind} and name = ${name})`

/** Where an entry of a run is kept. */
export interface Entry {
  readonly table: 'latest_metrics' | 'params' | 'tags'
  readonly kind: AttributeKind
  readonly name: string
}

function entryTest({ table, kind, name }: Entry, { is }: { readonly is: string }, test: () => Test): Test {
  if (typeof name !== 'string') throw queryInvalid(name, `give the key of the ${kind} as a text`)
  const exists = (passes: Test): Test =>
    sql`exists (select 1 from ${sql.table(table)} as entry where entry.run_id = runs.id and entry.key_id = ${keyNumber(kind, name)} and ${passes})`
  return is === 'absent' ? sql`not ${exists(always)}` : exists(test())
}

function paramTest(condition: Extract<RunCondition, { param: string }>): Test {
  if (condition.is === 'present' || condition.is === 'absent') return textTest(sql.ref('entry.value'), condition)
  const isNumber = 'value' in condition && typeof condition.value === 'number'
  // The value decides which of the two tests it is, which the type does not see.
  return isNumber
    ? numberTest({ value: sql.ref('entry.number') }, condition as never)
    : textTest(sql.ref('entry.value'), condition as never)
}

/** Passes where one of the inputs passes. */
function datasetTest(condition: Extract<RunCondition, { dataset: string }>): Test {
  const columns = { name: sql.ref('datasets.name'), digest: sql.ref('datasets.digest'), context: sql`nullif(inputs.context, '')` }
  const column = Object.hasOwn(columns, condition.dataset) ? columns[condition.dataset] : undefined
  if (column === undefined) throw queryInvalid(condition, `a dataset has ${Object.keys(columns).join(', ')}`)
  const absent = condition.is === 'absent'
  const passes = textTest(column, absent ? { is: 'present' } : condition)
  const exists: Test = sql`exists (select 1 from inputs join datasets on datasets.id = inputs.dataset_id where inputs.run_id = runs.id and ${passes})`
  return absent ? sql`not ${exists}` : exists
}

function attributeTest(condition: Extract<RunCondition, { attribute: string }>): Test {
  if (isInstant(condition)) return numberTest({ value: sql.ref(`runs.${numberColumns[condition.attribute]}`) }, condition)
  if (Object.hasOwn(textColumns, condition.attribute)) return textTest(sql.ref(`runs.${textColumns[condition.attribute]}`), condition)
  throw queryInvalid(condition, `the attributes of a run are ${[...Object.keys(textColumns), ...Object.keys(numberColumns)].join(', ')}`)
}

const isInstant = (
  condition: Extract<RunCondition, { attribute: string }>,
): condition is Extract<RunCondition, { attribute: keyof typeof numberColumns }> => Object.hasOwn(numberColumns, condition.attribute)
