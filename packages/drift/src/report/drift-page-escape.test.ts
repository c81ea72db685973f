import { expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { exampleSections, exampleWindows } from '../../test/support/example-sections.ts'
import { parsePage } from '../../test/support/parse-page.ts'
import { renderDriftPage } from './drift-page.ts'

const gate = {
  outcome: 'warn',
  passed: true,
  reasons: [{ rule: 'nulls', level: 'warn', columns: [], message: 'nulls drifted' }],
  exitCode: 0,
} as const

test('nothing that comes from data becomes markup', () => {
  const fill = (text: string) => {
    const column = exampleColumn({
      column: text,
      verdict: 'drifted',
      failure: text,
      unseen: { count: 1, share: 0.1, values: [text] },
      psi: { ...exampleColumn().psi!, bands: [{ label: text, reference: 1, current: 1, contribution: 0.1 }] },
      warnings: [text],
      picture: {
        cells: [
          { label: text, reference: 1, current: 0.5 },
          { label: `${text}2`, reference: 0, current: 0.5 },
        ],
        histogram: null,
        reference: null,
        current: null,
      },
    })
    const judged = { ...column, failure: null }
    const about = exampleReport([column, judged], {
      ...exampleSections(text),
      monitor: text,
      nullsDrifted: [text],
      target: { ...column, role: 'target' },
      current: { rows: 3, digest: text, fromMs: null, toMs: null },
    })
    return parsePage(
      renderDriftPage(about, { windows: exampleWindows(text), gate: { ...gate, reasons: [{ ...gate.reasons[0]!, message: text }] } }),
    )
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
    expect(
      fill(text)
        .all('summary')
        .some((summary) => summary.text.includes(text)),
    ).toBe(true)
  }
})
