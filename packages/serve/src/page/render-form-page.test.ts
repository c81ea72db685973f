import { createHash } from 'node:crypto'
import { type ColumnSpec, type Model, type Prediction, schemaFromColumns } from '@millrace/core'
import { exampleModel } from '@millrace/core/testing'
import { describe, expect, test } from 'vitest'
import { type PageElement, parsePage } from '../../test/support/parse-page.ts'
import type { FormPageContent } from './form-page-content.ts'
import { formPagePolicy } from './form-page-style.ts'
import { renderFormPage } from './render-form-page.ts'

const model = exampleModel({ policy: true }) as unknown as Model
const served = { model: 'repayment', version: 3, alias: 'production', digest: null }
const empty: FormPageContent = { model, served, values: new Map(), issues: [] }
const wrong: FormPageContent = {
  ...empty,
  values: new Map([
    ['income', '4.000,50'],
    ['amount', '-1'],
    ['area', 'Rural'],
  ]),
  issues: [
    { column: 'income', message: 'not a plain number' },
    { column: 'employed', message: 'a value is required' },
    { column: 'gender', message: 'not one of "f", "m"' },
    { column: null, message: 'the row has no score' },
  ],
}
const answered: FormPageContent = {
  ...empty,
  values: new Map([
    ['income', '4000'],
    ['amount', ''],
    ['area', 'Rural'],
    ['employed', 'true'],
  ]),
  answer: {
    id: '018f-1',
    prediction: { score: -1.2, probability: 0.2315, label: 'no', decision: 'decline', reason: 'too little speaks for it' },
    reasons: [
      { columns: ['income'], contribution: -2.412 },
      { columns: ['amount', 'area'], contribution: 0.5 },
      { columns: ['employed'], contribution: 0.0001 },
    ],
  },
}
const kinds: readonly Partial<ColumnSpec>[] = [
  { name: 'applied on', kind: 'day', minimum: 19_782 },
  { name: 'seen', kind: 'instant', nullable: true },
  { name: 'note', kind: 'string', maxLength: 40 },
  { name: 'visits', kind: 'integer', minimum: 0 },
  { name: 'balance', kind: 'number' },
  { name: 'ratio', kind: 'number', exclusiveMinimum: 0, nullable: true },
  { name: 'term', kind: 'integer', allowed: [12, 24, 36, 48, 60] },
  { name: 'consent', kind: 'boolean', nullable: true },
  { name: 'region', kind: 'category', categories: ['n', 'e', 's', 'w'], optional: true },
]
const withColumns = (columns: readonly Partial<ColumnSpec>[]): Model => {
  const inputs = columns.map((column) => ({ name: 'x', kind: 'number', nullable: false, optional: false, ...column }) as ColumnSpec)
  return { ...model, inputs: schemaFromColumns(inputs), monitored: schemaFromColumns([]) }
}

const pages = { empty, wrong, answered, kinds: { ...empty, model: withColumns(kinds) } }
const isControl = ({ tag }: PageElement) => tag === 'input' || tag === 'select'

describe.each(Object.entries(pages))('the page (%s)', (_, content) => {
  const page = parsePage(renderFormPage(content))

  test('is well-formed, and no identifier is used twice', () => {
    expect(page.faults).toEqual([])
    const ids = page.elements.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('names every control by a label, and every group of radio buttons by a legend', () => {
    const controls = page.elements.filter(isControl)
    const labelled = new Set(page.all('label').map(({ attributes }) => attributes.get('for')))
    const unnamed = controls.filter(
      ({ attributes, around }) => !labelled.has(attributes.get('id')) && around.every(({ tag }) => tag !== 'label'),
    )
    const lone = controls.filter(
      ({ attributes, around }) => attributes.get('type') === 'radio' && around.every(({ tag }) => tag !== 'fieldset'),
    )
    expect(controls.length).toBeGreaterThan(0)
    expect([...unnamed, ...lone]).toEqual([])
    expect(page.all('legend').length).toBe(page.all('fieldset').length)
  })

  test('refers only to what it has', () => {
    const references = page.elements.flatMap(({ attributes }) => [
      ...['aria-describedby', 'aria-labelledby', 'for'].flatMap((name) => attributes.get(name)?.split(' ') ?? []),
      ...(attributes.get('href')?.startsWith('#') ? [attributes.get('href')!.slice(1)] : []),
    ])
    expect(references.filter((id) => page.byId(id) === undefined)).toEqual([])
  })

  test('has no script, no other resource, and no style but the one that the policy names', () => {
    const attributes = page.elements.flatMap((element) => [...element.attributes.keys()])
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([])
    expect(page.elements.filter(({ tag }) => ['script', 'link', 'img', 'iframe', 'object'].includes(tag))).toEqual([])
    const [style, ...others] = page.all('style')
    expect(others).toEqual([])
    expect(style!.text).not.toMatch(/url\(|@import/)
    expect(formPagePolicy).toContain(`'sha256-${createHash('sha256').update(style!.text).digest('base64')}'`)
  })

  test('has a language, one first heading, landmarks, and a form that needs no script', () => {
    expect(page.all('html')[0]!.attributes.get('lang')).toBe('en')
    expect(page.all('h1').length).toBe(1)
    expect(page.all('main').length).toBe(1)
    const [form] = page.all('form')
    expect([form!.attributes.get('method'), form!.attributes.get('action'), form!.attributes.get('enctype')]).toEqual([
      'post',
      '/',
      undefined,
    ])
    expect(page.all('button').length).toBe(1)
  })
})

describe('the empty form', () => {
  const page = parsePage(renderFormPage(empty))

  test('asks for the inputs, then for the monitored columns in a group that says so', () => {
    const names = [...new Set(page.elements.filter(isControl).map(({ attributes }) => attributes.get('name')))]
    expect(names).toEqual(['income', 'amount', 'area', 'employed', 'gender'])
    const gender = page.elements.find(({ attributes }) => attributes.get('name') === 'gender')!
    expect(gender.around.find(({ tag }) => tag === 'section')!.attributes.get('aria-labelledby')).toBe('monitored')
    expect(page.byId('monitored')!.text).toBe('Not used for the decision')
  })

  test('marks what is required, and offers the unknown where null is a value', () => {
    const required = page.elements.filter(({ attributes }) => attributes.has('required')).map(({ attributes }) => attributes.get('name'))
    expect(new Set(required)).toEqual(new Set(['income', 'employed']))
    const radios = page.all('input').filter(({ attributes }) => attributes.get('name') === 'gender')
    expect(radios.map(({ attributes }) => [attributes.get('value'), attributes.has('checked')])).toEqual([
      ['f', false],
      ['m', false],
      ['', true],
    ])
  })

  test('is titled by the model, or as it is told', () => {
    expect(page.all('title')[0]!.text).toBe('Repayment')
    const told = parsePage(renderFormPage({ ...empty, title: 'Credit', labels: { income: 'What you earn' } }))
    expect([told.all('title')[0]!.text, told.all('h1')[0]!.text]).toEqual(['Credit', 'Credit'])
    expect(told.all('label').map(({ text }) => text)).toContain('What you earn *')
  })
})

test('each kind of column has its control', () => {
  const page = parsePage(renderFormPage(pages.kinds))
  const control = (name: string) => page.elements.find(({ attributes }) => attributes.get('name') === name)!
  const shown = kinds.map(({ name }) => {
    const { tag, attributes } = control(name!)
    return [name, tag, attributes.get('type'), attributes.get('inputmode')]
  })
  expect(shown).toEqual([
    ['applied on', 'input', 'date', undefined],
    ['seen', 'input', 'datetime-local', undefined],
    ['note', 'input', 'text', undefined],
    ['visits', 'input', 'text', 'numeric'],
    ['balance', 'input', 'text', 'text'],
    ['ratio', 'input', 'text', 'decimal'],
    ['term', 'select', undefined, undefined],
    ['consent', 'input', 'radio', undefined],
    ['region', 'select', undefined, undefined],
  ])
  expect(control('applied on').attributes.get('min')).toBe('2024-02-29')
  expect(control('note').attributes.get('maxlength')).toBe('40')
  expect(page.all('option').map(({ text }) => text)).toEqual(['Choose …', '12', '24', '36', '48', '60', 'n', 'e', 's', 'w', 'Unknown'])
})

describe('a form with errors', () => {
  const page = parsePage(renderFormPage(wrong))

  test('says so in the title and in a summary that has the focus and links to each field', () => {
    expect(page.all('title')[0]!.text).toBe('Error: Repayment')
    const alert = page.elements.find(({ attributes }) => attributes.get('role') === 'alert')!
    expect([alert.attributes.has('autofocus'), alert.attributes.get('tabindex')]).toEqual([true, '-1'])
    const links = page.all('a').map(({ attributes, text }) => [page.byId(attributes.get('href')!.slice(1))!.attributes.get('name'), text])
    expect(links).toEqual([
      ['income', 'Income: not a plain number'],
      ['employed', 'Employed: a value is required'],
      ['gender', 'Gender: not one of "f", "m"'],
    ])
    expect(alert.text).toContain('The row has no score')
  })

  test('tells at each field what is wrong, also to those who do not see it', () => {
    const invalid = page.elements.filter(({ attributes }) => attributes.get('aria-invalid') === 'true')
    const told = invalid.map(({ attributes }) =>
      attributes
        .get('aria-describedby')!
        .split(' ')
        .map((id) => page.byId(id)!.text)
        .join(' '),
    )
    expect(told).toEqual(['at least 0 Error: not a plain number', 'Error: a value is required', 'Error: not one of "f", "m"'])
  })

  test('gives back what was typed', () => {
    const values = page
      .all('input')
      .filter(({ attributes }) => attributes.get('type') === 'text')
      .map(({ attributes }) => attributes.get('value'))
    expect(values).toEqual(['4.000,50', '-1'])
    const chosen = page
      .all('input')
      .filter(({ attributes }) => attributes.has('checked'))
      .map(({ attributes }) => attributes.get('value'))
    expect(chosen).toEqual(['Rural', ''])
  })
})

describe('an answer', () => {
  const page = parsePage(renderFormPage(answered))
  const section = page.elements.find(({ attributes }) => attributes.get('aria-labelledby') === 'decision')!

  test('is in the title, has the focus, and says decision, reason, probability and where it comes from', () => {
    expect(page.all('title')[0]!.text).toBe('Decline – Repayment')
    expect(section.attributes.has('autofocus')).toBe(true)
    expect(section.text).toMatch(/Decision Decline\s+Too little speaks for it\.\s+Probability of “yes” 23\.2 %/)
    expect(page.all('dd').map(({ text }) => text)).toEqual(['repayment', '3', 'production', '018f-1'])
  })

  test('says in words what counted, with what was typed', () => {
    expect(page.all('li').map(({ text }) => text.replace(/\s+/g, ' '))).toEqual([
      'Income 4000 counts against −2.41',
      'Amount unknown and Area Rural count for +0.50',
      'Employed Yes hardly counts 0.00',
    ])
    expect(page.all('details').length).toBe(1)
  })

  test('of a model without a policy is its label', () => {
    const { decision: _, reason: __, ...prediction } = answered.answer!.prediction as Prediction
    const plain = parsePage(renderFormPage({ ...answered, answer: { ...answered.answer!, prediction, reasons: [] } }))
    expect(plain.byId('decision')!.text).toBe('Prediction No')
    expect(plain.all('li')).toEqual([])
  })

  test.each([
    [1, '100 %'],
    [0.99999, 'above 99.9 %'],
    [0.5, '50 %'],
    [1e-9, 'below 0.1 %'],
    [0, '0 %'],
  ])('of probability %d is written %s', (probability, text) => {
    const prediction = { ...answered.answer!.prediction, probability }
    const written = parsePage(renderFormPage({ ...answered, answer: { ...answered.answer!, prediction } })).all('strong')
    expect(written.map((element) => element.text)).toEqual([text])
  })
})

test('nothing that people or data write becomes markup', () => {
  const fill = (text: string) => {
    const columns = [
      { name: `${text}1`, kind: 'category', categories: [`${text}c`, 'other'] },
      { name: `${text}2`, kind: 'category', categories: ['a', 'b', 'c', 'd', `${text}d`] },
      { name: `${text}3`, kind: 'string' },
    ] as const
    const content: FormPageContent = {
      model: { ...withColumns(columns), name: text },
      served: { model: text, version: 1, alias: text, digest: text },
      values: new Map([[`${text}3`, text]]),
      issues: [
        { column: `${text}1`, message: text },
        { column: null, message: text },
        { column: `${text}?`, message: text },
      ],
      answer: {
        id: text,
        prediction: { score: 0, probability: 0.5, label: text, decision: text, reason: text },
        reasons: [{ columns: [`${text}3`], contribution: 1 }],
      },
      title: text,
      labels: { [`${text}2`]: text },
    }
    return parsePage(renderFormPage(content))
  }
  const shape = (text: string) => fill(text).elements.map(({ tag, attributes }) => [tag, ...attributes.keys()].join(' '))
  const hostile = [
    `<script>alert(1)</script>`,
    `"><img src=x onerror=alert(1)>`,
    `' autofocus onfocus='alert(1)`,
    '</title></style><b>',
    '&lt;b&gt;',
    '<!--',
    '`${',
  ]
  for (const text of hostile) {
    expect(fill(text).faults).toEqual([])
    expect(shape(text)).toEqual(shape('harmless'))
    expect(fill(text).all('h1')[0]!.text).toBe(text)
  }
})
