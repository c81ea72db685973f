import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { type PageElement, parsePage } from '../../test/support/parse-page.ts'
import type { Verdict } from '../compare/drift-report.ts'
import { renderDriftPage } from './drift-page.ts'
import { explainVerdict } from './explain-verdict.ts'

const drifted = { verdict: 'drifted', pValue: 1e-9, adjustedPValue: 3e-9 } as const
const failed = {
  verdict: 'failed',
  failure: 'the column is missing',
  statistic: null,
  pValue: null,
  adjustedPValue: null,
  effect: null,
  psi: null,
  nulls: { reference: 0, current: null, pValue: null, adjustedPValue: null, drifted: false },
  picture: { cells: [], histogram: null, reference: null, current: null },
} as const
const bounds = { lower: 0.012, upper: 0.3 }
const columns = [
  exampleColumn({ column: 'calm' }),
  exampleColumn({ column: 'missing', ...failed }),
  exampleColumn({ column: 'strong', ...drifted }),
  exampleColumn({ column: 'open', verdict: 'inconclusive', method: 'cells', pValueBounds: bounds, adjustedPValueBounds: bounds }),
  exampleColumn({ column: 'tiny', verdict: 'small', nulls: { reference: 0, current: 0.3, pValue: 0, adjustedPValue: 0, drifted: true } }),
  exampleColumn({
    column: 'weak',
    ...drifted,
    adjustedPValue: 0.04,
    test: 'chi-square',
    degreesOfFreedom: 4,
    statistic: 12.34,
    kind: 'category',
  }),
]
const report = exampleReport(columns, {
  ranked: ['missing', 'weak', 'strong', 'open', 'tiny', 'calm'],
  target: exampleColumn({ column: 'repaid', role: 'target' }),
  predictions: [exampleColumn({ column: 'probability', role: 'prediction', ...drifted })],
  reference: { rows: 1200, digest: null, raw: false },
})
const gate = {
  outcome: 'fail',
  passed: false,
  reasons: [
    { rule: 'drift', level: 'fail', columns: ['strong'], message: '2 of 6 columns drifted: strong, weak' },
    { rule: 'quality:range', level: 'warn', columns: ['calm'], message: 'calm is out of range' },
  ],
  exitCode: 1,
} as const

describe('the page', () => {
  const source = renderDriftPage(report, { gate })
  const page = parsePage(source)

  test('is well-formed, uses no identifier twice and refers only to what it has', () => {
    expect(page.faults).toEqual([])
    const ids = page.elements.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const references = page.elements.flatMap(({ attributes }) =>
      [attributes.get('href') ?? [], attributes.get('aria-labelledby') ?? []].flat(),
    )
    expect(references.filter((reference) => !ids.includes(reference.replace(/^#/, '')))).toEqual([])
    expect(references).toContain('#columns')
  })

  test('needs no script and no other file, and forbids both', () => {
    expect(page.elements.filter(({ tag }) => ['script', 'link', 'img', 'iframe'].includes(tag))).toEqual([])
    const attributes = page.elements.flatMap((element) => [...element.attributes.keys()])
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([])
    const digest = createHash('sha256').update(page.all('style')[0]!.text).digest('base64')
    const policy = page.all('meta').find((meta) => meta.attributes.get('http-equiv') === 'Content-Security-Policy')
    expect(policy!.attributes.get('content')).toBe(`default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`)
    expect(page.all('style')[0]!.text).not.toMatch(/url\(|@import/)
  })

  test('says the verdict first, then what else to know, and the gate with its reasons', () => {
    const section = page.all('section')[0]!
    expect(page.byId('verdict')!.text).toBe('2 of 6 columns drifted: strong and weak.')
    const sentences = page.all('p').filter(({ around }) => around[0] === section)
    expect(sentences.map(({ text }) => text)).toEqual([
      'Not compared: missing.',
      'The share of nulls drifted in tiny.',
      'Inconclusive: open.',
      'Significant, but too small to count as drift: tiny.',
      'Target repaid: Stable.',
      'Prediction probability: Drifted.',
    ])
    expect(page.all('li').map(({ text }) => text)).toEqual([
      '2 drifted',
      '1 not compared',
      '1 inconclusive',
      '1 small',
      '1 stable',
      'Fails 2 of 6 columns drifted: strong, weak',
      'Warns calm is out of range',
    ])
    expect(section.text).toContain('Gate failed')
  })

  test('lists columns as the report ranks them; target and predictions apart', () => {
    const tables = page.elements.filter(({ attributes }) => attributes.get('class') === 'columns')
    const names = tables.map((table) =>
      page
        .all('th')
        .filter(({ attributes, around }) => attributes.get('scope') === 'row' && around.includes(table))
        .map(({ text }) => text),
    )
    expect(names).toEqual([
      ['missing', 'weak', 'strong', 'open', 'tiny', 'calm'],
      ['repaid target', 'probability prediction'],
    ])
  })

  test('gives each column its figures, as bounds where only these are known', () => {
    const line = (name: string) => {
      const row = page.all('tr').find(({ text }) => text.startsWith(name))!
      return page
        .all('td')
        .filter(({ around }) => around[0] === row)
        .map(({ text }) => text)
    }
    expect(line('weak')).toEqual(['Drifted', '', 'χ² 4 df', 'D\u00a00.031', '0.0400', '0.012 0.035', '5.0 % → 7.1 %'])
    expect(line('open').slice(3, 5)).toEqual(['D\u00a00.031', '0.0120–0.3000'])
    expect(line('missing')).toEqual(['Not compared', '', '–', '–', '–', '–', '0.0 % → –'])
    expect(line('tiny').at(-1)).toBe('Drifted: 0.0 % → 30.0 %')
  })

  test('folds the details of each column, with a picture drawn once and used twice', () => {
    const details = page.all('details')
    const inside = (element: PageElement) => details.find((each) => element.around.includes(each))
    expect(details.map(({ text }) => /\S+/.exec(text)![0])).toEqual([
      'missing',
      'weak',
      'strong',
      'open',
      'tiny',
      'calm',
      'repaid',
      'probability',
    ])
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((number) => inside(page.byId(`d${number}`)!))).toEqual(details)
    expect(details[0]!.text).toContain('could not be compared: the column is missing; that is no sign that it is stable')
    expect(page.all('use').length).toBe(7)
    expect(page.all('path').length).toBe(14)
  })

  test('tells the index by band, with what each band adds and the sum; and the values of both sides', () => {
    const lines = page
      .all('tr')
      .filter(({ around }) => around.includes(page.all('details')[1]!))
      .map(({ text }) => text)
    expect(lines.slice(0, 5)).toEqual([
      'PSI by bandReferenceCurrentContribution',
      '< 1050.0 %25.0 %0.0040',
      '10 – 2030.0 %35.0 %0.0013',
      '≥ 2020.0 %40.0 %0.0070',
      'PSI0.0123',
    ])
    expect(lines).toContain('Mean10.512.25')
  })

  test('says how each verdict was reached', () => {
    for (const { column } of [...report.columns, report.target!, ...report.predictions].map((each) => ({ column: each }))) {
      expect(page.all('p').some(({ text }) => text === explainVerdict(column, report))).toBe(true)
    }
  })

  test('explains itself', () => {
    const terms = page.all('dt').filter(({ around }) => around.some(({ attributes }) => attributes.get('aria-labelledby') === 'notes'))
    expect(terms.map(({ text }) => text)).toEqual([
      'Drifted',
      'Adjusted p',
      'Tests',
      'Effect',
      'PSI and its noise',
      'Nulls',
      'Inconclusive',
      'Order',
      'Shape',
    ])
    expect(page.byId('notes')!.around[0]!.text).toContain(
      'Kolmogorov-Smirnov test (KS), where the shares of values below one limit differ most: 6 columns',
    )
  })
})

test('a calm report says so, and has no section for a target that it lacks', () => {
  const page = parsePage(
    renderDriftPage(exampleReport([exampleColumn()]), { title: 'May', gate: { outcome: 'pass', passed: true, reasons: [], exitCode: 0 } }),
  )
  expect(page.byId('verdict')!.text).toBe('None of 1 column drifted.')
  expect(page.all('b').map(({ text }) => text)).toEqual(['1 stable', 'Gate passed', 'Stable', 'Stable'])
  expect(
    page
      .all('h2')
      .slice(1)
      .map(({ text }) => text),
  ).toEqual(['Input and monitored columns', 'Details', 'How to read this', 'Sizes and origins'])
  expect(page.all('title')[0]!.text).toBe('May')
})

test('Evidently’s rules are named where they decided', () => {
  const dataset = { drifted: true, share: 0.6, threshold: 0.5 }
  const source = parsePage(renderDriftPage(exampleReport([exampleColumn()], { mode: 'evidently', dataset, correction: 'none' })))
  expect(source.byId('verdict')!.around[0]!.text).toContain(
    'the table as a whole is drifted: 60.0 % of the columns drifted, and from 50.0 % on',
  )
  expect(source.byId('notes')!.around[0]!.text).toContain('Evidently’s default rule decided')
  expect(source.byId('notes')!.around[0]!.text).toContain('not corrected for the number of columns')
})

test('the window is said where it is given', () => {
  const current = { rows: 1, digest: null, fromMs: 0, toMs: 86_400_000 }
  expect(renderDriftPage(exampleReport([], { current }))).toContain(
    '1 current row from 1970-01-01 00:00 UTC to 1970-01-02 00:00 UTC, compared with 1,200 reference rows.',
  )
})

test('columns of any kind and verdict can be shown', () => {
  const verdicts: readonly Verdict[] = ['drifted', 'stable', 'small', 'inconclusive', 'failed']
  const kinds = ['number', 'integer', 'boolean', 'day', 'instant', 'category', 'string'] as const
  const all = kinds.flatMap((kind) => verdicts.map((verdict) => exampleColumn({ column: `${kind} ${verdict}`, kind, verdict })))
  const page = parsePage(renderDriftPage(exampleReport(all)))
  expect(page.faults).toEqual([])
  expect(all.filter(({ column }) => page.all('bdi').filter(({ text }) => text === column).length < 2)).toEqual([])
})
