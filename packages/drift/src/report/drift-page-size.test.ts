import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { exampleSections, exampleWindows } from '../../test/support/example-sections.ts'
import { type PageElement, parsePage } from '../../test/support/parse-page.ts'
import type { ColumnDrift, Verdict } from '../compare/drift-report.ts'
import { renderDriftPage } from './drift-page.ts'

const gate = {
  outcome: 'warn',
  passed: true,
  reasons: [{ rule: 'nulls', level: 'warn', columns: [], message: 'nulls drifted' }],
  exitCode: 0,
} as const

/** As wide as a column gets: 25 cells, bands and bins with long labels, and all figures. */
const wide = (i: number, verdict: Verdict = i % 4 === 0 ? 'drifted' : 'stable'): ColumnDrift => {
  const cells = Array.from({ length: 25 }, (_, k) => ({
    label: `${12_000 + k},500.25 – ${12_001 + k},500.25`,
    reference: 0.04,
    current: (k + 1) / 325,
  }))
  return exampleColumn({
    column: `a_rather_long_name_of_a_column_${i}`,
    verdict,
    unseen: { count: 12, share: 0.04, values: Array.from({ length: 5 }, (_, k) => `a new value ${k}`) },
    psi: { ...exampleColumn().psi!, bands: cells.map((cell, k) => ({ ...cell, contribution: k / 1000 })) },
    picture: {
      ...exampleColumn().picture,
      cells,
      histogram: { from: 0, to: 1e6, reference: cells.map(() => 0.04), current: cells.map(({ current }) => current) },
    },
  })
}
const isColumnsTable = ({ tag, attributes }: PageElement) => tag === 'table' && (attributes.get('class') ?? '').startsWith('columns')
const kilobytes = (page: string) => Buffer.byteLength(page) / 1000

describe('size', () => {
  test('stays below 200 kB with 50 wide columns and everything else, each column with its details', () => {
    const all = Array.from({ length: 50 }, (_, i) => wide(i))
    const source = renderDriftPage(exampleReport(all, exampleSections()), { gate, windows: exampleWindows() })
    const page = parsePage(source)
    expect(page.faults).toEqual([])
    expect(page.all('details').filter(({ text }) => text.startsWith('a_rather')).length).toBe(50)
    expect(kilobytes(source)).toBeLessThan(200)
    expect(source).toMatch(/Of \d+ columns only the chief figures are shown/)
  })

  test('stays below 200 kB where every part has more than a page can show, and the details of what drifted are there', () => {
    const all = Array.from({ length: 50 }, (_, i) => wide(i, i < 5 ? 'drifted' : 'stable'))
    const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
    const { quality, segments } = exampleSections()
    const [window] = exampleWindows().windows
    const reports = (['drifted', 'stable'] as const).map((verdict) => exampleReport(many(50, (i) => wide(i, verdict))))
    const windows = many(200, (index) => ({ ...window!, index, label: `2026-01-01 to 2026-01-08 ${index}`, report: reports[index % 2]! }))
    const points = many(200, (at) => ({ window: at, value: Math.sin(at), lower: -0.5, upper: 0.512345, outside: at % 3 === 0 }))
    const series = many(150, (i) => ({ measure: 'mean', column: all[i % 50]!.column, center: 0, points }) as const)
    const about = exampleReport(all, {
      ...exampleSections(),
      quality: many(500, (i) => ({ ...quality[0]!, message: 'x'.repeat(100), status: i % 3 === 0 ? 'failed' : 'passed' })),
      segments: many(300, (i) => ({
        ...segments[1]!,
        value: `a segment of some length ${i}`,
        columns: all,
        drifted: all.map(({ column }) => column),
      })),
    })
    const source = renderDriftPage(about, { gate, windows: { ...exampleWindows(), windows, series } })
    const summaries = parsePage(source)
      .all('summary')
      .map(({ text }) => text)
    expect(kilobytes(source)).toBeLessThan(200)
    expect(summaries.filter((text) => text.startsWith('a_rather') && text.endsWith('Drifted')).length).toBe(5)
    expect(summaries).toEqual(expect.arrayContaining(['276 more segments', '127 more failed, 333 passed', '141 more figures']))
  })

  test('tells of as many as there is room for without shortening any', () => {
    const source = renderDriftPage(exampleReport(Array.from({ length: 20 }, (_, i) => wide(i))))
    expect(source).not.toContain('only the chief figures')
    expect(source.match(/Greatest/g)!.length).toBe(20)
  })

  test('shortens what is calm before what drifted, and leaves out the calmest, which it says; the overview is whole', () => {
    const all = Array.from({ length: 150 }, (_, i) => wide(i))
    const target = exampleColumn({ column: 'repaid', role: 'target' })
    const source = renderDriftPage(exampleReport(all, { target }))
    const page = parsePage(source)
    const shown = page.all('details').map(({ text }) => ({ name: /\S+/.exec(text)![0], isFull: text.includes('Greatest') }))
    const drifted = all.filter(({ verdict }) => verdict === 'drifted').map(({ column }) => column)
    const names = shown.filter(({ name }) => name.startsWith('a_rather') || name === 'repaid').map(({ name }) => name)
    expect(kilobytes(source)).toBeLessThan(240)
    expect(names.length).toBeLessThan(150)
    expect([...drifted, 'repaid'].filter((name) => !names.includes(name))).toEqual([])
    expect(shown.find(({ name }) => name === 'repaid')!.isFull).toBe(true)
    expect(
      shown.filter(({ name, isFull }) => isFull && all.some(({ column, verdict }) => column === name && verdict === 'stable')),
    ).toEqual([])
    expect(page.all('th').filter(({ attributes, around }) => attributes.get('scope') === 'row' && around.some(isColumnsTable)).length).toBe(
      151,
    )
    expect(page.all('a').filter(({ attributes }) => /^#d\d/.test(attributes.get('href')!)).length).toBe(names.length)
    expect(source).toContain(`The details of ${151 - names.length} columns are in the JSON report`)
  })

  test('folds what asks for no attention where columns are very many, and stays below 500 kB with 500', () => {
    const all = Array.from({ length: 500 }, (_, i) => wide(i, i < 30 ? 'drifted' : i === 30 ? 'failed' : 'stable'))
    const source = renderDriftPage(exampleReport(all))
    const page = parsePage(source)
    const tables = page.elements.filter(isColumnsTable)
    const lines = tables.map(
      (table) => page.all('th').filter(({ attributes, around }) => attributes.get('scope') === 'row' && around.includes(table)).length,
    )
    expect(lines).toEqual([31, 469])
    expect(tables[1]!.around.some(({ tag }) => tag === 'details')).toBe(true)
    expect(source).toContain('<span>469 more columns</span>')
    expect(kilobytes(source)).toBeLessThan(500)
  })

  test('does not grow with long names and labels', () => {
    const long = 'x'.repeat(100_000)
    const column = exampleColumn({
      column: long,
      failure: long,
      unseen: { count: 1, share: 1, values: [long] },
      psi: { ...exampleColumn().psi!, bands: [{ label: long, reference: 1, current: 1, contribution: 0 }] },
      warnings: [long],
      picture: { cells: [{ label: long, reference: 1, current: 1 }], histogram: null, reference: null, current: null },
    })
    const sections = {
      ...exampleSections(long),
      nullsDrifted: [long],
      monitor: long,
      current: { rows: 1, digest: long, fromMs: null, toMs: null },
    }
    expect(kilobytes(renderDriftPage(exampleReport([column], sections), { windows: exampleWindows(long) }))).toBeLessThan(50)
  })
})
