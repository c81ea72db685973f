import { expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { fullReport } from '../../test/support/full-report.ts'
import { gate } from '../gate/gate.ts'
import type { GateReason } from '../gate/gate-result.ts'
import { toGitHubAnnotations } from './github-annotations.ts'

test('failures are errors and warnings are warnings, a line each', () => {
  const lines = toGitHubAnnotations(fullReport, gate(fullReport, { maxDriftedColumns: 0 }))
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => line.replace(/::.*?title=(.*?)::.*/, '$1'))).toHaveLength(lines.length)
  expect(lines[0]).toBe('::error title=Drift of loans%3A drift::1 of 4 columns drifted: amount')
  expect(lines.at(-1)).toMatch(/^::warning title=Drift of loans%3A domain::/)
})

test('nothing is printed where nothing is broken', () => {
  const quiet = exampleReport([exampleColumn()])
  expect(toGitHubAnnotations(quiet, gate(quiet))).toBe('')
})

test('text from data stays within its command', () => {
  const report = exampleReport([exampleColumn({ column: '100%\r\n::set-env name=A::b', verdict: 'drifted' })], { monitor: 'a,b:c::d\n' })
  expect(toGitHubAnnotations(report, gate(report))).toBe(
    '::error title=Drift of a%2Cb%3Ac%3A%3Ad%0A%3A drift::1 of 1 columns drifted: 100%25%0D%0A::set-env name=A::b\n',
  )
})

test('the tenth of a level names the rest', () => {
  const reasons = Array.from({ length: 12 }, (_, i): GateReason => ({ rule: 'drift', level: 'fail', columns: [], message: `m${i}` }))
  const lines = toGitHubAnnotations(fullReport, { outcome: 'fail', passed: false, reasons, exitCode: 1 }).trimEnd().split('\n')
  expect([lines.length, lines[9]]).toEqual([10, '::error title=Drift of loans%3A drift::3 more rules are broken: drift, drift, drift'])
})
