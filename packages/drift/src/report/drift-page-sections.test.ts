import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { exampleApproval, exampleSections, exampleWindows } from '../../test/support/example-sections.ts'
import { parsePage } from '../../test/support/parse-page.ts'
import { renderDriftPage } from './drift-page.ts'

describe('what a report may have besides', () => {
  const full = exampleReport([exampleColumn({ importance: 0.7, impact: 0.02 })], {
    ...exampleSections(),
    current: { rows: 3, digest: 'sha256:ab', fromMs: null, toMs: null },
  })
  const page = parsePage(renderDriftPage(full, { windows: exampleWindows() }))
  const section = (id: string) => page.byId(id)!.around[0]!
  const lines = (id: string) =>
    page
      .all('tr')
      .filter(({ around }) => around.includes(section(id)))
      .map(({ text }) => text)

  test('is in labelled sections, which the page lists at its top', () => {
    expect(page.faults).toEqual([])
    const titles = page.all('section').map(({ attributes }) => page.byId(attributes.get('aria-labelledby')!)!.text)
    expect(titles.slice(1)).toEqual([
      'Approval rate',
      'Input and monitored columns',
      'Performance, estimated without labels',
      'Over time',
      'Data quality',
      'Segments',
      'All columns together',
      'Details',
      'How to read this',
      'Sizes and origins',
    ])
    const links = page.all('a').filter(({ around }) => around[0]!.tag === 'nav')
    expect(links.map(({ text }) => text)).toEqual(titles.slice(1))
  })

  test('tables that scroll are reached by keyboard and have names', () => {
    const scrolling = page.elements.filter(({ attributes }) => attributes.get('class') === 'scroll')
    expect(scrolling.filter(({ attributes }) => attributes.get('tabindex') !== '0' || !attributes.get('aria-label'))).toEqual([])
    expect(
      page
        .all('table')
        .filter(({ around }) => around[0]!.attributes.get('class') !== 'scroll' && !around.some(({ tag }) => tag === 'details')),
    ).toEqual([])
    expect(page.all('svg').filter(({ attributes }) => attributes.get('aria-hidden') !== 'true')).toEqual([])
  })

  test('the approval rate changes by points, with an interval and a plain sentence', () => {
    expect(section('approval').text).toContain('69.1 % → 63.0 % −6.1 points')
    expect(section('approval').text).toContain('The rate fell by more than chance explains.')
    expect(section('approval').text).toContain('95 % interval of the change: −11.3 to −0.9 points')
    const calm = { ...exampleApproval('p'), interval: { lower: -0.1, upper: 0.02 } }
    expect(renderDriftPage(exampleReport([], { approval: calm }))).toContain('within what chance explains')
    const decision = exampleColumn({ column: 'p', role: 'prediction', kind: 'boolean' })
    const decided = parsePage(renderDriftPage(exampleReport([], { approval: calm, predictions: [decision] })))
    expect(decided.byId('approval')!.around[0]!.text).toContain('Approved are rows with p true:')
  })

  test('performance has a band and says what is worse than the reference', () => {
    expect(lines('performance').slice(1)).toEqual([
      'AUCWorse0.7310.702 to 0.7610.801',
      'Precision–––0.700',
      'Log loss–0.5200.480 to 0.560–',
    ])
    expect(section('performance').text).toContain('few rows of amount')
  })

  test('failed checks of quality are seen at once, the others folded, in their units', () => {
    expect(lines('quality')).toEqual([
      'ColumnCheckOutcomeWhat was foundReferenceNowLimit',
      'amountShare of nullsFailednulls of amount rose5.0 %30.0 %10.0 %',
      'ColumnCheckOutcomeWhat was foundReferenceNowLimit',
      'all rowsFreshnessSkippedno time given–25 h11.57 days',
      'calmOut of rangePassednone out of range–0.0 %0.0 %',
    ])
    expect(page.byId('verdict')!.around[0]!.text).toContain('1 of 3 data-quality checks failed')
  })

  test('segments are crossed with the columns that drifted in any', () => {
    expect(lines('segments')).toEqual([
      'SegmentRowsOutcomeApproval rateamount',
      'region = amount400 → 1001 drifted69.1 % → 63.0 % (−6.1)Drifted: D 0.031',
      'region = North400 → 100Stable–stable',
      'region = East400 → 3Too few rows––',
      'region = West0 → 40New––',
    ])
  })

  test('the timeline marks each window by verdict and each figure by its limits', () => {
    const strip = page.elements.find(({ attributes }) => attributes.get('class') === 'strip')!
    const marks = page.all('td').filter(({ around }) => around.includes(strip))
    expect(marks.slice(1).map(({ attributes }) => attributes.get('class') ?? '')).toEqual([
      'stable',
      'stable',
      'stable',
      'stable',
      'drifted',
      '',
      'drifted',
      'drifted',
    ])
    expect(marks[0]!.text).toBe('3 of 7')
    expect(section('timeline').text).toContain('1 column was stable in every window.')
    expect(page.all('figcaption').map(({ text }) => text)).toEqual(['Approval rate 2 outside', 'Mean of amount within limits'])
    expect(section('timeline').text).toContain('2026-08: 55.0 %, expected 60.0 % to 78.0 %')
    expect(lines('timeline')).toContain('62026-060–')
  })

  test('the domain classifier says by what it tells the sides apart', () => {
    expect(section('domain').text).toContain('The sides can be told apart')
    expect(lines('domain').slice(1)).toEqual(['amount70.0 %', 'calm30.0 %'])
  })

  test('importance is a column where it is known, and origins say what was read', () => {
    expect(lines('columns')[0]).toMatch(/NullsImportance$/)
    expect(lines('columns')[1]).toMatch(/70\.0 %$/)
    expect(section('provenance').text).toContain('sha256:ab')
  })
})
