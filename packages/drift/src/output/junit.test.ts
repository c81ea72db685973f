import { describe, expect, test } from 'vitest'
import { exampleColumn, exampleReport } from '../../test/support/example-report.ts'
import { fullReport } from '../../test/support/full-report.ts'
import { gate } from '../gate/gate.ts'
import type { GatePolicy } from '../gate/gate-policy.ts'
import { toJUnit } from './junit.ts'
import { escapeXml } from './xml.ts'

const xml = (policy?: GatePolicy, report = fullReport) => toJUnit(report, gate(report, policy))
/** What became of each test: `inputs/amount failure drift`. */
const outcomes = (document: string) =>
  [...document.matchAll(/<testcase classname="[^"]*\.(\w+)" name="([^"]*)" time="0"(?:\/>|>\s*<([\w-]+)(?: type="([^"]*)")?)/g)].map(
    ([, suite, name, what = 'passed', type]) => [`${suite}/${name}`, what, type].filter((part) => part !== undefined).join(' '),
  )

test('a test fails as the gate says, and what could not be judged is an error', () => {
  expect(outcomes(xml({ maxDriftedColumns: 0 }))).toEqual([
    'inputs/amount failure drift',
    'inputs/term failure nulls',
    'inputs/area error failed',
    'inputs/rate error inconclusive',
    'target/repaid passed',
    'predictions/score passed',
    'quality/amount: range system-out',
    'quality/row-count passed',
    'quality/asked: freshness skipped',
    'gate/approval passed',
    'gate/segments system-out',
    'gate/performance failure performance',
    'gate/domain system-out',
  ])
})

test('what the gate lets pass is no failure: drift is told, and what has no verdict is skipped', () => {
  const policy = { drift: 'warn', maxDriftedColumns: 0, nulls: 'ignore', failed: 'ignore', inconclusive: 'ignore' } as const
  expect(outcomes(xml(policy)).slice(0, 4)).toEqual([
    'inputs/amount system-out',
    'inputs/term system-out',
    'inputs/area skipped',
    'inputs/rate skipped',
  ])
  expect(xml(policy)).toContain('<system-out>warning: By Evidently’s')
})

test('counts are those of the tests below', () => {
  const document = xml({ maxDriftedColumns: 0, minimumRows: 1000, quality: 'fail' })
  const [, ...numbers] = document.match(/<testsuites name="drift of loans" tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)">/)!
  const count = (pattern: RegExp) => String(document.match(pattern)?.length ?? 0)
  expect(numbers).toEqual([count(/<testcase /g), count(/<failure /g), count(/<error /g), count(/<skipped /g)])
  expect(document).toContain('name="rows"')
})

describe('text from data', () => {
  test('cannot end what it stands in', () => {
    const column = exampleColumn({ column: "\"/><testcase name='x'>\n&\u0000\u0008\uD800", verdict: 'failed', failure: ']]></failure>' })
    const document = xml({}, exampleReport([column], { monitor: '<m>' }))
    expect(document).toContain('name="&quot;/&gt;&lt;testcase name=&apos;x&apos;&gt;&#10;&amp;\uFFFD\uFFFD\uFFFD"')
    expect(document).not.toMatch(/]]><\/failure>|<m>/)
    expect(outcomes(document)).toHaveLength(1)
  })

  test('keeps what XML can hold', () => {
    expect(escapeXml('a\tb\r\n“é”😀\uFFFE')).toBe('a&#9;b&#13;&#10;“é”😀\uFFFD')
  })
})
