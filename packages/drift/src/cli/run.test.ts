import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnOf, tableOf } from '../../test/fixtures/draws.ts'
import { monitorOf } from '../../test/fixtures/monitors.ts'
import type { DriftReport } from '../compare/drift-report.ts'
import { profile } from '../profile/profile.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-drift-'))
const at = (name: string) => join(folder, name)
const rows = Array.from({ length: 200 }, (_, i) => ({ amount: i, area: i % 3 ? 'Urban' : 'Rural' }))
const write = (name: string, lines: readonly unknown[]) =>
  writeFileSync(at(name), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)

async function check(...args: string[]) {
  let out = ''
  let err = ''
  const code = await run(args, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

beforeAll(async () => {
  const table = tableOf({ amount: columnOf(rows.map(({ amount }) => amount)), area: columnOf(rows.map(({ area }) => area)) })
  writeFileSync(at('profile.json'), JSON.stringify(await profile(monitorOf(table, { name: 'loans' }), table)))
  write('same.ndjson', rows)
  write(
    'moved.ndjson',
    rows.map(({ amount, ...rest }) => ({ ...rest, amount: amount + 150, extra: [1] })),
  )
  write(
    'without-area.ndjson',
    rows.map(({ amount }) => ({ amount })),
  )
  write('wrong.ndjson', [{ amount: 'many', area: 'Urban' }])
  writeFileSync(at('broken.ndjson'), '{"amount": 1}\n\n{"amount": \n')
  writeFileSync(at('empty.ndjson'), '\n')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files = (current: string) => ['check', '--reference', at('profile.json'), '--current', at(current)]

test('rows like the reference pass', async () => {
  const { code, out } = await check(...files('same.ndjson'))
  expect(code).toBe(0)
  expect(out).toMatch(/loans: 200 rows against 200\n\ncolumn +verdict[\s\S]+amount +stable +kolmogorov-smirnov[\s\S]+passed\n$/)
})

test('rows that moved fail, say why, and write report and page', async () => {
  const { code, out } = await check(...files('moved.ndjson'), '--json', at('report.json'), '--html', at('page.html'))
  expect(code).toBe(1)
  expect(out).toContain('failed\n  1 of 2 columns drifted: amount\n')
  const { report, gate } = JSON.parse(readFileSync(at('report.json'), 'utf8')) as { report: DriftReport; gate: { passed: boolean } }
  expect([report.drifted, gate.passed]).toEqual([['amount'], false])
  expect(readFileSync(at('page.html'), 'utf8')).toContain('<html')
})

test('rules loosen the gate, and JSON alone can be printed', async () => {
  const { code, out } = await check(...files('moved.ndjson'), '--max-drifted', '1', '--json', '-')
  expect(code).toBe(0)
  expect(JSON.parse(out).gate.passed).toBe(true)
  expect((await check(...files('moved.ndjson'), '--max-drifted', '1', '--critical', 'amount')).code).toBe(1)
})

test('a column that no row names is missing', async () => {
  const { code, out } = await check(...files('without-area.ndjson'))
  expect(code).toBe(1)
  expect(out).toContain('could not be compared: area (the current rows have no such column)')
  expect((await check(...files('without-area.ndjson'), '--allow-failed')).code).toBe(0)
})

test.each<[string, string[]]>([
  ['no command', []],
  ['an unknown command', ['compare']],
  ['an unknown option', ['check', '--refrence', 'x']],
  ['no files', ['check']],
  ['a limit that is no number', [...files('same.ndjson'), '--max-drifted', 'few']],
  ['a limit out of range', [...files('same.ndjson'), '--max-share', '2']],
  ['a critical column that is not monitored', [...files('same.ndjson'), '--critical', 'amuont']],
])('%s is wrong usage', async (_, args) => {
  const { code, out, err } = await check(...args)
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^millrace-drift: /)
})

test.each<[string, string[], string]>([
  ['rows that are not there', files('none.ndjson'), 'E_FILE_MISSING'],
  ['rows that are not JSON', files('broken.ndjson'), 'E_JSON_SYNTAX'],
  ['values of another type', files('wrong.ndjson'), 'E_ROWS_INVALID'],
  ['no rows', files('empty.ndjson'), 'E_DRIFT_EMPTY'],
  ['a reference that is no profile', ['check', '--reference', at('report.json'), '--current', at('same.ndjson')], 'E_PROFILE_INVALID'],
  ['a page that cannot be written', [...files('same.ndjson'), '--html', at('none/page.html')], 'E_FILE_UNWRITABLE'],
])('%s are bad input', async (_, args, code) => {
  const result = await check(...args)
  expect(result.code).toBe(3)
  expect(result.err).toContain(code)
})

test('help is printed, and is no failure', async () => {
  const { code, out } = await check('--help')
  expect([code, out.startsWith('millrace-drift check')]).toEqual([0, true])
})
