import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { failure } from '../../test/support/failure.ts'
import { Loan, type LoanModelOptions, loanModel, loanRows, loans } from '../../test/support/loan-model.ts'
import { fromRows } from '../table/from-rows.ts'

const row = loanRows[3]!
const untyped = (value: unknown) => value as Loan
const variants: LoanModelOptions[] = [
  {},
  { estimator: 'trees' },
  { label: 'boolean' },
  { label: 'number' },
  { policy: true },
  { estimator: 'trees', policy: true, label: 'boolean' },
]

describe.each(variants)('a model of %o', (options) => {
  it('says the same of a row, of rows and of a table', async () => {
    const model = await loanModel(options)
    const one = loanRows.map((each) => model.predict(each))
    expect(model.predict(loanRows)).toEqual(one)
    expect([...model.predict(loans).rows()]).toEqual(one)
    expect(model.predict(loans).version).toBe('md5:loans')
    expect(model.predict([])).toEqual([])
    expect(model.predict(loans.slice(0, 0)).rowCount).toBe(0)
  })

  it('gives a label from the probability, of the kind of the target', async () => {
    const { predict } = await loanModel(options)
    const [no, yes] = { string: ['no', 'yes'], boolean: [false, true], number: [0, 1] }[options.label ?? 'string']
    for (const { score, probability, label } of predict(loanRows)) {
      expect(probability).toBe(1 / (Math.exp(-score) + 1))
      expect(label).toBe(probability >= 0.5 ? yes : no)
    }
  })
})

it('a policy adds a decision and its reason, and without one there is neither', async () => {
  const withPolicy = await loanModel({ policy: true })
  expect(withPolicy.predict(loanRows[1]!)).toMatchObject({ decision: 'refuse', reason: 'income' })
  expect(withPolicy.predict(loanRows[9]!)).toMatchObject({ reason: 'score' })
  expect(Object.keys((await loanModel()).predict(row))).toEqual(['score', 'probability', 'label'])
  expect((await loanModel()).predict(loans).schema.columns.map(({ name }) => name)).toEqual(['score', 'probability', 'label'])
})

describe('rows that break the columns are refused with E_ROWS_INVALID', () => {
  it.each<[string, object, string]>([
    ['a key that is missing', { income: undefined }, "column 'income': the key is missing, but the value is undefined"],
    ['null where none may be', { income: null }, "column 'income': null is not allowed, but the value is null"],
    ['another type', { income: '1' }, `column 'income': not of kind number, but the value is "1"`],
    ['NaN', { amount: Number.NaN }, "column 'amount': not of kind number, but the value is null"],
    ['infinity', { amount: 1 / 0 }, "column 'amount': not a finite number, but the value is null"],
    ['a number below its minimum', { income: -1 }, "column 'income': below the minimum 0, but the value is -1"],
    ['an unknown category', { area: 'Moon' }, `column 'area': not one of "Urban", "Rural", "Coast", but the value is "Moon"`],
    ['a day that is none', { applied: '2023-02-29' }, `column 'applied': not of kind day, but the value is "2023-02-29"`],
    [
      'a monitored column, which is checked though never scored',
      { gender: 'x' },
      `column 'gender': not one of "f", "m", but the value is "x"`,
    ],
  ])('%s', async (_, change, message) => {
    const model = await loanModel()
    const broken = untyped(Object.fromEntries(Object.entries({ ...row, ...change }).filter(([, value]) => value !== undefined)))
    for (const work of [() => model.predict(broken), () => model.explain(broken)]) {
      expect([failure(work).code, failure(work).message]).toEqual(['E_ROWS_INVALID', message])
    }
    expect(failure(() => model.predict([row, broken])).message).toBe(`row 1, ${message}`)
  })

  it('with every issue of the row', async () => {
    const model = await loanModel()
    const { message, details } = failure(() => model.predict([row, untyped({ ...row, income: -1, area: 'Moon', partner: null })]))
    expect(message).toBe("row 1, column 'income': below the minimum 0, but the value is -1 (and 2 more)")
    expect(details).toMatchObject({ failed: 3, issues: [{ row: 1, path: ['income'] }, { path: ['partner'] }, { path: ['area'] }] })
  })

  it.each([null, 12, 'row', undefined])('a row that is %j', async (value) => {
    const model = await loanModel()
    expect(failure(() => model.predict(untyped(value))).message).toBe(
      `the row: a row is an object, but the value is ${value === 'row' ? '"row"' : value}`,
    )
  })
})

describe('a table that breaks the columns is refused', () => {
  it('with E_COLUMN_UNKNOWN where one is missing, monitored ones too', async () => {
    const model = await loanModel()
    for (const name of ['income', 'gender'] as const) {
      const others = loans.schema.columns.map((column) => column.name as keyof Loan).filter((other) => other !== name)
      const { code, details } = failure(() => model.predict(loans.select(...others) as unknown as typeof loans))
      expect([code, details.column]).toEqual(['E_COLUMN_UNKNOWN', name])
    }
  })

  it('with E_ROWS_INVALID at its first value that the model does not allow', async () => {
    const Wide = z.object({ ...Loan.shape, income: z.number(), area: z.string().nullable() })
    const model = await loanModel()
    const tell = (change: object) => {
      const rows = [row, { ...row, ...change }, { ...row, income: -9, area: 'Mars' }]
      return failure(() => model.predict(fromRows(Wide, rows as never[]) as unknown as typeof loans)).message
    }
    expect(tell({ income: -1 })).toBe("row 1, column 'income': below the minimum 0, but the value is -1")
    expect(tell({ area: 'Moon' })).toBe("row 2, column 'income': below the minimum 0, but the value is -9")
    expect(failure(() => model.predict(fromRows(Wide, [{ ...row, area: 'Moon' }]) as unknown as typeof loans)).message).toBe(
      `row 0, column 'area': not one of "Urban", "Rural", "Coast", but the value is "Moon"`,
    )
  })

  it('with E_ROWS_INVALID at a null that the model does not allow', async () => {
    const Wide = z.object({ ...Loan.shape, income: z.number().nullable(), branch: z.string().nullable() })
    const model = await loanModel()
    const of = (change: object) => failure(() => model.predict(fromRows(Wide, [{ ...row, ...change }]) as unknown as typeof loans)).message
    expect(of({ income: null })).toBe("row 0, column 'income': null is not allowed, but the value is null")
    expect(of({ branch: null })).toBe("row 0, column 'branch': null is not allowed, but the value is null")
  })

  it('with E_TABLE_INVALID where strings stand for numbers', async () => {
    const Other = z.object({ ...Loan.shape, gender: z.number() })
    const model = await loanModel()
    const table = fromRows(Other, [{ ...row, gender: 1 }]) as unknown as typeof loans
    const { code, message } = failure(() => model.predict(table))
    expect([code, message]).toEqual([
      'E_TABLE_INVALID',
      "column 'gender' is of kind number in the table, but the model reads it as category",
    ])
  })
})

describe('keys and columns beyond those of the model', () => {
  it('are ignored', async () => {
    const model = await loanModel()
    expect(model.predict(untyped({ ...row, salary: {}, score: 1 }))).toEqual(model.predict(row))
    const wide = loans.withColumn<'salary', number>(
      { name: 'salary', kind: 'number', nullable: true, optional: false },
      { type: 'number', values: new Float64Array(12) },
    )
    expect([...model.predict(wide as unknown as typeof loans).rows()]).toEqual(model.predict(loanRows))
  })

  it('a monitored column may hold anything it allows, and changes no score', async () => {
    const model = await loanModel()
    for (const gender of ['f', 'm', null] as const) expect(model.predict({ ...row, gender })).toEqual(model.predict(row))
  })
})

describe('a score that overflows', () => {
  // 1e308 twice is infinite, so that its logarithm is, and the weighted sum.
  const huge = { ...row, income: 1.7e308, partner: 1.7e308 }

  it('is E_SCORE_NULL for a row, and null in a table', async () => {
    const model = await loanModel()
    for (const work of [() => model.predict(huge), () => model.explain(huge)]) {
      expect([failure(work).code, failure(work).message]).toEqual([
        'E_SCORE_NULL',
        "the row has no score: its values are so large that the model's arithmetic overflows",
      ])
    }
    expect(failure(() => model.predict([row, huge])).details).toEqual({ row: 1 })
    const predicted = model.predict(fromRows(Loan, [row, huge]))
    expect(predicted.row(0)).toEqual(model.predict(row))
    expect(predicted.row(1)).toMatchObject({ score: null, probability: null, label: null })
  })
})

it('a model is frozen, and knows its columns', async () => {
  const model = await loanModel()
  expect(Object.isFrozen(model)).toBe(true)
  expect(model.inputs.columns.map(({ name }) => name)).toEqual(['income', 'partner', 'amount', 'area', 'branch', 'applied'])
  expect(model.monitored.columns.map(({ name }) => name)).toEqual(['gender'])
})
