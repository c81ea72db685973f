import { expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { gate } from '../gate/gate.ts'
import { describeReport } from './describe-report.ts'

const describe = (report: ReturnType<typeof exampleReport>) => describeReport(report, gate(report)).split('\n')

test('the most important columns come first, and of very many the first hundred', () => {
  const columns = Array.from({ length: 120 }, (_, i) => exampleColumn({ column: `c${i}` }))
  const lines = describe(exampleReport(columns, { ranked: columns.map(({ column }) => column).reverse() }))
  expect([lines[3]!.split(' ')[0], lines[102]!.split(' ')[0], lines[103]]).toEqual(['c119', 'c20', 'and 20 more columns'])
})

test('warnings and failures are told apart', () => {
  const nulls = { reference: 0, current: 0.5, pValue: 0, adjustedPValue: 0, drifted: true }
  const report = exampleReport([exampleColumn({ verdict: 'drifted', nulls })])
  expect(describeReport(report, gate(report, { nulls: 'warn' }))).toMatch(/\nfailed\n {2}1 of 1 .*\n {2}warning: the share of nulls.*\n$/)
  expect(describeReport(report, gate(report, { drift: 'warn', nulls: 'warn' }))).toContain('\npassed with warnings\n')
})

test('text from data is no line, no control of the terminal and no command of GitHub Actions', () => {
  const hostile = ['::error::x', 'a\n::stop-commands::b', '\u001b[2Jc', '##[debug]d', 'e\u202Ef']
  const lines = describe(
    exampleReport(
      hostile.map((column) => exampleColumn({ column, verdict: 'drifted' })),
      { monitor: '::group::g\r\n' },
    ),
  )
  expect(lines).toHaveLength(2 + 1 + hostile.length + 1 + 2 + 1)
  expect(lines.join('')).not.toMatch(/[\p{Cc}\u202E]|##\[/u)
  for (const line of lines) expect(line).not.toMatch(/^\s*::/)
})
