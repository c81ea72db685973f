import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { fullReport } from '../../test/support/full-report.ts'
import { gate } from '../gate/gate.ts'
import { toMarkdown } from './markdown.ts'
import { escapeMarkdown } from './markdown-text.ts'

const rowsOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
const namesOf = (markdown: string) => rowsOf(markdown).map((line) => line.split(' | ')[0]!.slice(2))

describe('a report as Markdown', () => {
  test('says the verdict and the gate first', () => {
    const text = toMarkdown(fullReport, { gate: gate(fullReport, { maxDriftedColumns: 0 }), title: 'Week 3' })
    expect(text).toMatch(/^## Week 3: failed\n\n\*\*1 of 4 columns drifted\*\*: 300 current rows against 1,200 of the reference\./)
    expect(text).toContain('- **Fails:** 1 of 4 columns drifted: amount\n')
    expect(text).toMatch(/\n- Warns: segments/)
  })

  test('has the columns by importance, then target and predictions, with how each was judged', () => {
    const ranked = ['rate', 'amount', 'term', 'area']
    const text = toMarkdown({ ...fullReport, ranked })
    expect(namesOf(text).slice(0, 6)).toEqual([...ranked, 'repaid (target)', 'score (prediction)'])
    expect(rowsOf(text)[3]).toMatch(/\| \*\*failed\*\* \|.*This column could not be compared: the current rows have no such column/)
    expect(text).toContain('**5.0 % → 40.0 %**')
  })

  test('tells what a report has besides', () => {
    const text = toMarkdown(fullReport)
    expect(text).toContain('Approval rate: 70.0 % → 62.4 %, a change of −7.6 points (95 % interval −12.0 to −3.0).')
    expect(text).toContain('### Performance, realised from 120 labels\n\n| Metric |')
    expect(text).toContain('| auc | 0.700 | 0.680 to 0.720 | 0.800 | **worse** |')
    expect(text).toMatch(/A classifier tells current from reference rows: AUC 0\.710/)
    expect(text).toContain('### Segments: 2 of 2 changed\n\n- region = North: drifted in amount (80 rows, reference 300)')
    expect(text).toContain('### Quality: 1 of 3 checks failed\n\n- amount: 6 values beyond')
    expect(text).toContain("By Evidently's rule the table as a whole is stable")
  })

  test('leaves out what there is not', () => {
    const text = toMarkdown(exampleReport([exampleColumn()]))
    expect(text).not.toMatch(/###|Approval|classifier|not shown/)
    expect(toMarkdown(exampleReport([]))).toBe(
      '## Drift of loans\n\n**0 of 0 columns drifted**: 300 current rows against 1,200 of the reference.\n',
    )
  })

  test('has as many columns as asked', () => {
    const many = exampleReport(Array.from({ length: 60 }, (_, i) => exampleColumn({ column: `c${i}` })))
    expect(rowsOf(toMarkdown(many))).toHaveLength(50)
    expect(toMarkdown(many)).toContain('10 more columns are not shown.\n')
    expect(rowsOf(toMarkdown(many, { columns: 3 }))).toHaveLength(3)
  })
})

describe('text from data', () => {
  const hostile =
    'a|b`c`<img src=x onerror=alert(1)>\r\n| d | *e* _f_ ~g~ [h](javascript:i) ![j](k) @user #12 https://x.y www.x.y &amp; \\|'

  test('is one cell, without markup, HTML, links or mentions', () => {
    const plain = toMarkdown(exampleReport([exampleColumn({ column: 'amount' })]))
    const text = toMarkdown(exampleReport([exampleColumn({ column: hostile, verdict: 'failed', failure: hostile })], { monitor: hostile }))
    expect(text.split('\n')).toHaveLength(plain.split('\n').length)
    expect(rowsOf(text)[0]!.match(/\|/g)).toHaveLength(8)
    expect(text.replace('## Drift', '')).not.toMatch(/[`<>~[\]\\@]|(?<!&)#|:\/\/|www\.|javascript:|\*e|_f/)
  })

  test('keeps words, marks and names as they are', () => {
    expect(escapeMarkdown('Loan_Status (v1.2): 5 %, “é”, 北京 → 3; −4')).toBe('Loan_Status (v1.2): 5 %, “é”, 北京 → 3; −4')
  })

  test.each([
    ['- item', '\\- item'],
    ['1. item', '\\1. item'],
    ['# head', '&#35;\u2060 head'],
    ['> quote', '&#62; quote'],
    ['a\u202Eb\u0000c', 'ab c'],
    [':smile:', '&#58;smile:'],
  ])('%o begins nothing', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected)
  })
})
