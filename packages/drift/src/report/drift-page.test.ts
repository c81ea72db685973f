import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { parsePage } from '../../test/support/parse-page.ts'
import type { ColumnDrift, Verdict } from '../compare/drift-report.ts'
import { renderDriftPage } from './drift-page.ts'

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
  picture: { cells: [], reference: null, current: null },
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
  target: exampleColumn({ column: 'repaid', role: 'target' }),
  predictions: [exampleColumn({ column: 'probability', role: 'prediction', ...drifted })],
  reference: { rows: 1200, digest: null, raw: false },
})
const gate = {
  passed: false,
  reasons: [{ rule: 'drifted', columns: ['strong'], message: '2 of 6 columns drifted: strong, weak' }],
  exitCode: 1,
} as const

/** As wide as a column gets: 25 cells on both sides with long labels, and all figures. */
const wide = (i: number): ColumnDrift =>
  exampleColumn({
    column: `a_rather_long_name_of_a_column_${i}`,
    ...drifted,
    unseen: { count: 12, share: 0.04, values: Array.from({ length: 5 }, (_, k) => `a new value ${k}`) },
    picture: {
      ...exampleColumn().picture,
      cells: Array.from({ length: 25 }, (_, k) => ({
        label: `${12_000 + k},500.25 – ${12_001 + k},500.25`,
        reference: 0.04,
        current: (k + 1) / 325,
      })),
    },
  })
const kilobytes = (page: string) => Buffer.byteLength(page) / 1000

describe('the page', () => {
  const source = renderDriftPage(report, { gate })
  const page = parsePage(source)

  test('is well-formed, uses no identifier twice and refers only to what it has', () => {
    expect(page.faults).toEqual([])
    const ids = page.elements.flatMap(({ attributes }) => attributes.get('id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const references = page.elements.flatMap(({ attributes }) =>
      [attributes.get('href')?.slice(1) ?? [], attributes.get('aria-labelledby') ?? []].flat(),
    )
    expect(references.filter((id) => !ids.includes(id))).toEqual([])
  })

  test('needs no script and no other file, and forbids both', () => {
    expect(page.elements.filter(({ tag }) => ['script', 'link', 'img', 'iframe'].includes(tag))).toEqual([])
    const attributes = page.elements.flatMap((element) => [...element.attributes.keys()])
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([])
    const digest = createHash('sha256').update(page.all('style')[0]!.text).digest('base64')
    const policy = page.all('meta').find((meta) => meta.attributes.get('http-equiv') === 'Content-Security-Policy')
    expect(policy!.attributes.get('content')).toBe(`default-src 'none'; style-src 'sha256-${digest}'`)
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
    expect(section.text).toMatch(/Gate failed2 of 6 columns drifted: strong, weak/)
  })

  test('lists columns by verdict, then by adjusted p-value; target and predictions apart', () => {
    const tables = page.elements.filter(({ attributes }) => attributes.get('class') === 'columns')
    const names = tables.map((table) =>
      page
        .all('th')
        .filter(({ attributes, around }) => attributes.get('scope') === 'row' && around.includes(table))
        .map(({ text }) => text),
    )
    expect(names).toEqual([
      ['strong', 'weak', 'missing', 'open', 'tiny', 'calm'],
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
    expect(line('weak')).toEqual(['Drifted', '', 'χ², 4 df', '12.3', '<0.0001', '0.0400', 'D\u00a00.031', '0.012 0.035', '5.0 % → 7.1 %'])
    expect(line('open').slice(4, 6)).toEqual(['0.0120–0.3000', '0.0120–0.3000'])
    expect(line('missing')).toEqual(['Not compared', '', '–', '–', '–', '–', '–', '–', '0.0 % → –'])
    expect(line('tiny').at(-1)).toBe('Drifted: 0.0 % → 30.0 %')
  })

  test('folds the details of each column, with a picture drawn once and used twice', () => {
    const details = page.all('details')
    expect(details.map(({ attributes }) => attributes.get('id'))).toEqual(['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8'])
    expect(details[2]!.text).toContain('Not compared: the column is missing')
    expect(page.all('use').length).toBe(7)
    expect(page.all('path').length).toBe(14)
    const moved = page
      .all('tr')
      .filter(({ around }) => around.includes(details[0]!))
      .map(({ text }) => text)
    expect(moved.slice(0, 4)).toEqual([
      'CellReferenceCurrentPoints',
      '< 1050.0 %25.0 %−25.0',
      '≥ 2020.0 %40.0 %+20.0',
      '10 – 2030.0 %35.0 %+5.0',
    ])
    expect(moved).toContain('Mean10.512.25')
  })

  test('explains itself', () => {
    const terms = page.all('dt').filter(({ around }) => around.some(({ attributes }) => attributes.get('aria-labelledby') === 'notes'))
    expect(terms.map(({ text }) => text)).toEqual([
      'Drifted',
      'Adjusted p',
      'Effect',
      'PSI and its noise',
      'Nulls',
      'Inconclusive',
      'Cells',
    ])
  })
})

test('a calm report says so, and has no section for a target that it lacks', () => {
  const page = parsePage(
    renderDriftPage(exampleReport([exampleColumn()]), { title: 'May', gate: { passed: true, reasons: [], exitCode: 0 } }),
  )
  expect(page.byId('verdict')!.text).toBe('None of 1 column drifted.')
  expect(page.all('b').map(({ text }) => text)).toEqual(['Gate passed', 'Stable', 'Stable'])
  expect(page.all('h2').map(({ text }) => text)).not.toContain('Target and predictions')
  expect(page.all('title')[0]!.text).toBe('May')
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

describe('size', () => {
  test('stays below 200 kB with 60 wide columns, each with its details', () => {
    const all = Array.from({ length: 60 }, (_, i) => wide(i))
    const source = renderDriftPage(exampleReport(all), { gate })
    const page = parsePage(source)
    expect(page.faults).toEqual([])
    expect(page.all('details').length).toBe(60)
    expect(page.all('summary').map(({ text }) => text.split(' ')[0])).toEqual(all.map(({ column }) => column))
    expect(kilobytes(source)).toBeLessThan(200)
  })

  test('stays below 200 kB with 150 by leaving out details, which it says; the table is whole', () => {
    const source = renderDriftPage(exampleReport(Array.from({ length: 150 }, (_, i) => wide(i))))
    const page = parsePage(source)
    const shown = page.all('details').length
    expect(kilobytes(source)).toBeLessThan(200)
    expect(shown).toBeGreaterThan(10)
    expect(page.all('th').filter(({ attributes }) => attributes.get('scope') === 'row').length).toBe(150)
    expect(page.all('a').length).toBe(shown)
    expect(source).toContain(`The details of ${150 - shown} more columns are in the JSON report`)
  })

  test('does not grow with long names and labels', () => {
    const long = 'x'.repeat(100_000)
    const column = exampleColumn({
      column: long,
      failure: long,
      unseen: { count: 1, share: 1, values: [long] },
      picture: { cells: [{ label: long, reference: 1, current: 1 }], reference: null, current: null },
    })
    expect(kilobytes(renderDriftPage(exampleReport([column])))).toBeLessThan(20)
  })
})

test('nothing that comes from data becomes markup', () => {
  const fill = (text: string) => {
    const column = exampleColumn({
      column: text,
      verdict: 'drifted',
      failure: text,
      unseen: { count: 1, share: 0.1, values: [text] },
      picture: {
        cells: [
          { label: text, reference: 1, current: 0.5 },
          { label: `${text}2`, reference: 0, current: 0.5 },
        ],
        reference: null,
        current: null,
      },
    })
    const about = exampleReport([column], { monitor: text, nullsDrifted: [text], target: { ...column, role: 'target' } })
    return parsePage(renderDriftPage(about, { gate: { ...gate, reasons: [{ ...gate.reasons[0]!, message: text }] } }))
  }
  const shape = (text: string) => fill(text).elements.map(({ tag, attributes }) => [tag, ...attributes.keys()].join(' '))
  for (const text of [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '</title></style><b>',
    '&lt;b&gt;',
    '<!--',
  ]) {
    expect(fill(text).faults).toEqual([])
    expect(shape(text)).toEqual(shape('harmless'))
    expect(fill(text).all('summary')[0]!.text).toContain(text)
  }
})
