import { expect, it } from 'vitest'
import { classModel } from '../../test/support/class-model.ts'
import { type Loan, Loan as LoanSchema, loanModel, loanRows, loans } from '../../test/support/loan-model.ts'
import type { ProgressEvent } from '../progress/progress.ts'
import { fromRows } from '../table/from-rows.ts'
import type { Table } from '../table/table.ts'
import type { Explanation } from './explain.ts'
import { explainTable, type TableExplanation } from './explain-table.ts'

const table = loans as unknown as Table<Loan>
const models = { linear: await loanModel(), trees: await loanModel({ estimator: 'trees' }) }

/** A table's explanation says the same of a row as the row's own. */
function expectRow(explained: TableExplanation, row: number, { score, base, contributions }: Explanation<unknown, never>): void {
  expect(explained.scores[row]).toBe(score)
  expect(explained.base).toBe(base)
  expect(explained.columns.length).toBe(contributions.length)
  for (const { columns, contribution, features } of contributions) {
    const own = explained.columns.find((one) => one.columns === columns || String(one.columns) === String(columns))
    expect(own?.contributions[row]).toBe(contribution)
    for (const { feature, contribution: part } of features) {
      expect(explained.features.find((one) => one.feature === feature)?.contributions[row]).toBe(part)
    }
  }
}

it.each(['linear', 'trees'] as const)('gives what the rows give one by one: %s', async (estimator) => {
  const model = models[estimator]
  const background = loans.slice(2, 9)
  for (const options of [{}, { background }]) {
    const explained = await explainTable(model, table, options)
    loanRows.forEach((row, at) => {
      expectRow(explained, at, model.explain(row, options) as never)
    })
  }
})

it('explains the class that is named, and needs a name', async () => {
  const model = classModel(models.linear.definition)
  const explained = await explainTable(model, table, { label: 'b' })
  expectRow(explained, 3, model.explain(loanRows[3]!, { label: 'b' }) as never)
  await expect(explainTable(model, table)).rejects.toThrow(RangeError)
})

it('rows whose score overflows are null, features are in their order', async () => {
  const given = fromRows(LoanSchema, [loanRows[0]!, { ...loanRows[1]!, amount: 1e308 }, { ...loanRows[2]!, partner: 1e308, income: 1e308 }])
  const { scores, features, columns } = await explainTable(models.linear, given as unknown as Table<Loan>)
  const isNull = (values: Float64Array) => Array.from(values, Number.isNaN)
  const expected = isNull(scores)
  expect(expected[0]).toBe(false)
  expect(expected.some(Boolean)).toBe(true)
  for (const { contributions } of [...features, ...columns]) expect(isNull(contributions)).toEqual(expected)
  expect(features.map(({ feature }) => feature)).toEqual([
    'income',
    'amount',
    'share',
    'area:Coast',
    'area:Rural',
    'area:Urban',
    'branch',
    'year',
  ])
})

it('works in blocks: tells how far it is, and can be stopped', async () => {
  const many = fromRows(
    LoanSchema,
    Array.from({ length: 9_000 }, (_, i) => loanRows[i % 12]!),
  ) as unknown as Table<Loan>
  const events: ProgressEvent[] = []
  const { scores } = await explainTable(models.trees, many, { progress: (event) => events.push(event) })
  expect(scores[8_999]).toBe(scores[8_999 % 12])
  expect(events.map(({ done }) => done)).toEqual([4_096, 8_192, 9_000])
  expect(events[0]).toEqual({ task: "explain 'loans'", done: 4_096, total: 9_000, unit: 'rows' })
  await expect(explainTable(models.trees, many, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
  const stop = new AbortController()
  await expect(explainTable(models.trees, many, { signal: stop.signal, progress: () => stop.abort(new Error('later')) })).rejects.toThrow(
    'later',
  )
})

it('an empty table has no rows', async () => {
  const { scores, features } = await explainTable(models.trees, table.slice(0, 0))
  expect([scores.length, features[0]!.contributions.length]).toEqual([0, 0])
})
