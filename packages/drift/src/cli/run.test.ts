import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DriftCheck } from '../output/drift-check.ts'
import { readReport } from '../output/read-report.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-drift-'))
const at = (name: string) => join(folder, name)
const loan = (i: number) => ({ id: `L${i}`, amount: (i * 37) % 200, area: i % 3 ? 'Urban' : 'Rural', paid: i % 4 > 0, asked: '2026-01-05' })
const rows = Array.from({ length: 200 }, (_, i) => loan(i))
const moved = rows.map(({ amount, ...rest }) => ({ ...rest, amount: amount + 150, extra: [1] }))

const ndjson = (name: string, lines: readonly unknown[]) =>
  writeFileSync(at(name), `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
const csv = (name: string, lines: readonly Readonly<Record<string, unknown>>[], delimiter = ',') =>
  writeFileSync(at(name), [Object.keys(lines[0]!), ...lines.map(Object.values)].map((cells) => cells.join(delimiter)).join('\n'))

async function millraceDrift(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await run(args, { out: (text) => out.push(text), err: (text) => err.push(text), env })
  return { code, out: out.join(''), err: err.join('') }
}

const check = (current: string, ...args: string[]) =>
  millraceDrift(['check', '--reference', at('profile.json'), '--current', at(current), '--fail-on', 'drift', ...args])

beforeAll(async () => {
  ndjson('same.ndjson', rows)
  ndjson('moved.ndjson', moved)
  csv('same.csv', rows)
  csv('moved.tsv', moved, '\t')
  ndjson(
    'without-area.ndjson',
    rows.map(({ area: _, ...rest }) => rest),
  )
  ndjson(
    'text.ndjson',
    rows.map((row) => ({ ...row, amount: row.amount < 100 ? row.amount : 'many' })),
  )
  csv(
    'text.csv',
    rows.map((row) => ({ ...row, amount: row.amount < 100 ? row.amount : 'many' })),
  )
  writeFileSync(at('broken.ndjson'), '{"amount": 1}\n\n{"amount": \n')
  ndjson('list.ndjson', [[1]])
  ndjson('other.ndjson', [{ income: 1 }])
  csv('other.csv', [{ income: 1 }])
  writeFileSync(at('empty.ndjson'), '\n')
  const { err } = await millraceDrift(['profile', '--reference', at('same.ndjson'), '--name', 'loans', '--out', at('profile.json')])
  expect(err.split('\n').filter((line) => line !== '')).toEqual([
    "column 'asked' is left out: it says when, and so drifts by its nature; name it in --columns to compare it",
    "column 'id' is left out: it identifies rows, or is free text",
  ])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('check', () => {
  test('passes rows like the reference', async () => {
    const { code, out, err } = await check('same.ndjson')
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(/loans: 200 rows against 200\n\ncolumn +verdict[\s\S]+amount +stable +kolmogorov-smirnov[\s\S]+passed\n$/)
  })

  test('fails rows that moved, and says why', async () => {
    const { code, out } = await check('moved.ndjson')
    expect(code).toBe(1)
    expect(out).toContain('\n  1 of 3 columns drifted: amount\n')
  })

  test('takes rows as the reference, whose values are then compared themselves', async () => {
    const { code, out } = await millraceDrift([
      'check',
      '--reference',
      at('same.ndjson'),
      '--current',
      at('moved.ndjson'),
      '--target',
      'paid',
      '--json',
      '-',
    ])
    const { report } = JSON.parse(out) as DriftCheck
    expect([code, report.reference.raw, report.drifted, report.target?.column]).toEqual([1, true, ['amount'], 'paid'])
    expect(report.columns.map(({ column, kind, method }) => `${column} ${kind} ${method}`)).toEqual([
      'amount integer exact',
      'area string asymptotic',
    ])
  })

  test('takes CSV on both sides, with kinds from the cells or from the profile', async () => {
    for (const reference of ['same.csv', 'profile.json']) {
      const { code, out } = await millraceDrift(['check', '--reference', at(reference), '--current', at('moved.tsv'), '--json', '-'])
      const { report } = JSON.parse(out) as DriftCheck
      expect([code, report.drifted, report.columns.map(({ column }) => column)]).toEqual([1, ['amount'], ['amount', 'area', 'paid']])
    }
    expect((await check('same.csv')).code).toBe(0)
  })

  test.each(['text.ndjson', 'text.csv'])('%s: a column of another type has failed, and stops nothing', async (name) => {
    const { code, out, err } = await check(name, '--ignore', 'quality', '--json', '-')
    const { report } = JSON.parse(out) as DriftCheck
    expect(code).toBe(1)
    expect(report.columns.map(({ column, verdict }) => `${column} ${verdict}`)).toEqual(['amount failed', 'area stable', 'paid stable'])
    expect(err).toMatch(/column 'amount' is read as text, since (row|line) \d+ is (of another type than those before it|not a number)\n/)
  })

  test('a column that no row names is missing', async () => {
    const { code, out } = await check('without-area.ndjson')
    expect(code).toBe(1)
    expect(out).toContain('could not be compared: area (the current rows have no such column)')
    expect((await check('without-area.ndjson', '--ignore', 'failed,quality')).code).toBe(0)
  })

  test('takes a profile of current rows in the cells of the reference', async () => {
    const { code, out } = await check('profile.json')
    expect([code, out.includes('passed\n')]).toEqual([0, true])
  })

  test.each<[string, string[], number]>([
    ['a limit', ['--max-drifted', '1'], 0],
    ['a critical column', ['--max-drifted', '1', '--critical', 'amount'], 1],
    ['a warning', ['--warn', 'drift'], 0],
    ['a warning that fails', ['--warn', 'drift', '--fail-on', 'warn'], 1],
    ['a report alone', ['--fail-on', 'never'], 0],
    ['too few rows', ['--ignore', 'drift', '--min-rows', '201'], 1],
    ['a check of quality', ['--ignore', 'drift,quality', '--fail', 'quality:range'], 1],
  ])('%s decides', async (_, args, code) => {
    expect((await check('moved.ndjson', '--ignore', 'segments', ...args)).code).toBe(code)
  })

  test('sets the monitor of a reference of rows', async () => {
    const flags = [
      '--columns',
      'amount,area',
      '--exclude',
      'area',
      '--prediction',
      'paid',
      '--segment',
      'area',
      '--approval',
      'amount>=100',
    ]
    const reference = ['check', '--reference', at('same.ndjson'), '--current', at('moved.ndjson'), '--json', '-', ...flags]
    const { report } = JSON.parse(
      (await millraceDrift([...reference, '--correction', 'bonferroni', '--significance', '0.01'])).out,
    ) as DriftCheck
    expect(report).toMatchObject({ mode: 'millrace', correction: 'bonferroni', significance: 0.01, drifted: ['amount'] })
    expect(report).toMatchObject({ approval: { column: 'amount', current: 1 }, segments: [{ value: 'Urban' }, { value: 'Rural' }] })
    expect([report.columns, report.predictions].map((list) => list.map(({ column }) => column))).toEqual([['amount'], ['paid']])
    const evidently = JSON.parse((await millraceDrift([...reference, '--mode', 'evidently'])).out) as DriftCheck
    expect(evidently.report).toMatchObject({ mode: 'evidently', dataset: { drifted: true } })
  })
})

test('ranks columns by what their drift does, where attributions are given', async () => {
  writeFileSync(at('attributions.json'), '{"area": 3, "amount": 1}')
  const { out } = await check('moved.ndjson', '--attributions', at('attributions.json'), '--json', '-')
  const { report } = JSON.parse(out) as DriftCheck
  expect(report.columns.map(({ column, importance }) => [column, importance]).slice(0, 2)).toEqual([
    ['amount', 0.25],
    ['area', 0.75],
  ])
  writeFileSync(at('attributions.json'), '{"area": "much"}')
  expect((await check('moved.ndjson', '--attributions', at('attributions.json'))).code).toBe(2)
})

test('checks what a server logged, with feedback as the target', async () => {
  const scored = rows.map((row, i) => ({ amount: row.amount, probability: ((i * 13) % 100) / 100, paid: row.paid }))
  ndjson('scored.ndjson', scored)
  mkdirSync(at('log'))
  const logged = scored.map(({ amount, probability }, i) => {
    return { atMs: 1000 * i, id: `p${i}`, model: 'loans', version: 1, row: { amount }, prediction: { score: 0, probability, label: 'yes' } }
  })
  ndjson('log/predictions-1.ndjson', logged)
  ndjson(
    'log/feedback-1.ndjson',
    scored.map(({ paid }, i) => ({ atMs: 1e6, id: `p${i}`, label: paid })),
  )
  const args = ['check', '--reference', at('scored.ndjson'), '--target', 'paid', '--prediction', 'probability', '--log', at('log')]
  const { code, out } = await millraceDrift([
    ...args,
    '--fail',
    'target,predictions',
    '--from',
    '1970-01-01',
    '--to',
    '1970-01-01T00:02:00Z',
    '--json',
    '-',
  ])
  const { report } = JSON.parse(out) as DriftCheck
  expect(report.current).toMatchObject({ rows: 120, fromMs: 0, toMs: 120_000 })
  expect([code, report.columns[0]?.verdict, report.target?.verdict, report.predictions[0]?.verdict]).toEqual([
    0,
    'stable',
    'stable',
    'stable',
  ])
})

describe('output', () => {
  test('writes every file, and nothing half', async () => {
    mkdirSync(at('out'))
    const files = ['json', 'junit', 'markdown', 'html'].flatMap((name) => [`--${name}`, at(`out/report.${name}`)])
    const { code } = await check('moved.ndjson', ...files)
    expect([code, readdirSync(at('out'))]).toEqual([1, ['report.html', 'report.json', 'report.junit', 'report.markdown']])
    const read = (name: string) => readFileSync(at(`out/report.${name}`), 'utf8')
    const { format, report, gate } = JSON.parse(read('json')) as DriftCheck
    expect([format, readReport(report).drifted, gate.outcome]).toEqual(['millrace/drift-check', ['amount'], 'fail'])
    expect(read('junit')).toContain('<failure type="drift"')
    expect(read('markdown')).toMatch(/^## Drift of loans: failed\n/)
    expect(read('html')).toContain('<html')
  })

  test('prints one alone', async () => {
    expect((await check('moved.ndjson', '--markdown', '-')).out).toMatch(/^## Drift of loans: failed\n/)
    expect((await check('moved.ndjson', '--junit', '-')).out).toMatch(/^<\?xml /)
  })

  test('annotates in GitHub Actions, and adds to the summary of the job', async () => {
    writeFileSync(at('summary.md'), 'before\n')
    const env = { GITHUB_STEP_SUMMARY: at('summary.md') }
    const args = ['check', '--reference', at('profile.json'), '--current', at('moved.ndjson'), '--github']
    const { out } = await millraceDrift(args, env)
    expect(out).toContain('\n::error title=Drift of loans%3A drift::1 of 3 columns drifted: amount\n')
    expect(readFileSync(at('summary.md'), 'utf8')).toMatch(/^before\n## Drift of loans: failed\n/)
    const alone = await millraceDrift([...args, '--json', '-'], {})
    expect([JSON.parse(alone.out).format, alone.err]).toEqual(['millrace/drift-check', expect.stringMatching(/^::error /)])
  })
})

describe('exit code 2', () => {
  const same = ['check', '--reference', 'profile.json', '--current', 'same.ndjson']
  const inFolder = (args: readonly string[]) => args.map((arg) => (/\.\w+$/.test(arg) ? at(arg) : arg))

  test.each<[string, string[]]>([
    ['no command', []],
    ['an unknown command', ['compare']],
    ['an unknown option', ['check', '--refrence', 'x']],
    ['no files', ['check']],
    ['rows and a log', [...same, '--log', 'x']],
    ['a limit that is no number', [...same, '--max-drifted', 'few']],
    ['a level of an unknown rule', [...same, '--fail', 'quality:mood']],
    ['a rule with two levels', [...same, '--fail', 'nulls', '--warn', 'nulls']],
    ['an unknown --fail-on', [...same, '--fail-on', 'always']],
    ['two outputs to print', [...same, '--json', '-', '--junit', '-']],
    ['no time', [...same, '--from', 'yesterday']],
    ['no number of rows', [...same, '--max-rows', '0']],
    ['a monitor beside a profile', [...same, '--target', 'paid']],
    ['an unknown column to exclude', ['check', '--reference', 'same.ndjson', '--current', 'same.ndjson', '--exclude', 'ida']],
    ['an approval that is none', ['check', '--reference', 'same.ndjson', '--current', 'same.ndjson', '--approval', 'amount']],
    ['no output of a profile', ['profile', '--reference', 'same.ndjson']],
  ])('%s is wrong usage', async (_, args) => {
    const { code, out, err } = await millraceDrift(inFolder(args))
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^millrace-drift: E_USAGE: .*\nSee millrace-drift --help\.\n$/)
  })

  test.each<[string, string[], string]>([
    ['a limit out of range', [...same, '--max-share', '2'], 'E_DRIFT_OPTION'],
    ['a critical column that is not monitored', [...same, '--critical', 'amuont'], 'E_DRIFT_OPTION'],
    [
      'a column that the reference lacks',
      ['check', '--reference', 'same.ndjson', '--current', 'same.ndjson', '--columns', 'amuont'],
      'E_MONITOR_INVALID',
    ],
    ['an unknown mode', ['check', '--reference', 'same.ndjson', '--current', 'same.ndjson', '--mode', 'nannyml'], 'E_DRIFT_OPTION'],
    ['rows that are not there', ['check', '--reference', 'profile.json', '--current', 'none.ndjson'], 'E_FILE_MISSING'],
    ['CSV that is not there', ['check', '--reference', 'profile.json', '--current', 'none.csv'], 'E_FILE_MISSING'],
    ['rows that are not JSON', ['check', '--reference', 'profile.json', '--current', 'broken.ndjson'], 'E_JSON_SYNTAX'],
    ['rows that are no objects', ['check', '--reference', 'profile.json', '--current', 'list.ndjson'], 'E_ROWS_INVALID'],
    ['rows of other columns', ['check', '--reference', 'profile.json', '--current', 'other.ndjson'], 'E_COLUMN_UNKNOWN'],
    ['CSV of other columns', ['check', '--reference', 'profile.json', '--current', 'other.csv'], 'E_COLUMN_UNKNOWN'],
    ['more rows than are allowed', [...same, '--max-rows', '199'], 'E_DRIFT_LIMIT'],
    ['no rows', ['check', '--reference', 'profile.json', '--current', 'empty.ndjson'], 'E_DRIFT_EMPTY'],
    ['a reference without rows', ['check', '--reference', 'empty.ndjson', '--current', 'same.ndjson'], 'E_DRIFT_EMPTY'],
    ['a page that cannot be written', [...same, '--html', 'none/page.html'], 'E_FILE_UNWRITABLE'],
  ])('%s are bad input', async (_, args, code) => {
    const result = await millraceDrift(inFolder(args))
    expect([result.code, result.err]).toEqual([2, expect.stringContaining(`millrace-drift: ${code}: `)])
  })

  test('a fault of the program is told, and is no failure of the gate', async () => {
    const err: string[] = []
    const out = () => {
      throw new Error('the disk is full')
    }
    expect(await run(inFolder(same), { out, err: (text) => err.push(text), env: {} })).toBe(2)
    expect(err.join('')).toMatch(/^millrace-drift: Error: the disk is full\n/)
  })

  test('a reference that is no profile', async () => {
    writeFileSync(at('report.json'), '{"format":"millrace/drift-report"}')
    const { code, err } = await millraceDrift(['check', '--reference', at('report.json'), '--current', at('same.ndjson')])
    expect([code, err]).toEqual([2, expect.stringContaining('E_PROFILE_INVALID')])
  })
})

test('progress is drawn where a person watches and a file is large', async () => {
  const long = 'x'.repeat(12_000_000)
  ndjson(
    'large.ndjson',
    [0, 1, 2].map((i) => ({ ...loan(i), long })),
  )
  const drawn: string[] = []
  const terminal = { stream: { write: (text: string) => drawn.push(text), isTTY: true }, everyMs: 0 }
  const silent = { out: () => undefined, err: () => undefined, env: {}, terminal }
  await run(['check', '--reference', at('profile.json'), '--current', at('same.ndjson')], silent)
  expect(drawn).toEqual([])
  await run(['check', '--reference', at('profile.json'), '--current', at('large.ndjson')], silent)
  expect(drawn.join('')).toMatch(/read .*large\.ndjson[\s\S]*compare/)
})

const shared = new URL('../../../../../shared/data/', import.meta.url)

describe.skipIf(!existsSync(shared))('loans of shared/data, where that is', () => {
  const loans = (name: string) => fileURLToPath(new URL(name, shared))
  const against = (name: string) =>
    millraceDrift([
      'check',
      '--reference',
      loans('loan-train.csv'),
      '--current',
      loans(name),
      '--target',
      'Loan_Status',
      '--fail-on',
      'drift',
      '--json',
      '-',
    ])

  test('pass where they come from the same lender, and fail where six columns were changed', async () => {
    const same = await against('loan-test.csv')
    expect([same.code, same.err]).toEqual([0, "column 'Loan_ID' is left out: it identifies rows, or is free text\n"])
    const changed = await against('loan-shifted.csv')
    expect([changed.code, (JSON.parse(changed.out) as DriftCheck).report.drifted.length]).toEqual([1, 6])
  })
})

test('help is printed, and is no failure', async () => {
  for (const args of [['--help'], ['check', '--help'], ['profile', '--help']]) {
    const { code, out } = await millraceDrift(args)
    expect([code, out.startsWith('millrace-drift check')]).toEqual([0, true])
  }
})

test('the program reads the standard input and ends with the exit code', async () => {
  const main = fileURLToPath(new URL('./main.ts', import.meta.url))
  const node = ['--import', import.meta.resolve('tsx'), '--conditions', '@millrace/source', main]
  const args = ['check', '--reference', at('profile.json'), '--current', '-', '--fail-on', 'drift']
  const { code, out } = await new Promise<{ code: unknown; out: string }>((resolve) => {
    const child = execFile(process.execPath, [...node, ...args], (error, out) => resolve({ code: error?.code ?? 0, out }))
    child.stdin!.end(readFileSync(at('moved.ndjson')))
  })
  expect([code, out.includes('1 of 3 columns drifted: amount')]).toEqual([1, true])
})
