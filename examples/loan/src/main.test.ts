import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCsv } from '@millrace/data'
import { readReport } from '@millrace/drift'
import { openRegistry } from '@millrace/registry'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { generateLoans } from './generate.ts'
import { Loan } from './problem.ts'

// Whole demos, each in a process of its own.
vi.setConfig({ testTimeout: 300_000 })

const script = fileURLToPath(new URL('./main.ts', import.meta.url))
const shared = (file: string) => fileURLToPath(new URL(`../../../../shared/data/${file}`, import.meta.url))
interface Figures {
  readonly metrics: { readonly logLoss: number }
}
let folder: string
let good: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-loan-'))
  await writeCsv(generateLoans(600, { seed: 3 }), join(folder, 'good.csv'))
  const current = generateLoans(300, { seed: 4, changedFrom: 100 })
  await writeCsv(current.select(...Loan.omit({ Loan_Status: true }).keyof().options), join(folder, 'unlabelled.csv'))
  good = (await readFile(join(folder, 'good.csv'), 'utf8')).split('\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function demo(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--conditions', '@millrace/source', script, '--reports', join(folder, 'reports'), ...args],
    { encoding: 'utf8', env: { ...process.env, INIT_CWD: folder } },
  )
  return { status, stdout, stderr }
}

async function write(name: string, lines: readonly string[]): Promise<string> {
  await writeFile(join(folder, name), lines.join('\n'))
  return name
}

const summaryOf = async () => JSON.parse(await readFile(join(folder, 'reports/summary.json'), 'utf8'))

describe('the loan demo', () => {
  test('goes the whole way, on a file named relative to the caller', async () => {
    const { status, stdout } = demo('--data', 'good.csv')
    expect(status).toBe(0)
    expect(stdout).toContain('what happened')
    const summary = await summaryOf()
    expect(summary.data).toMatchObject({ rows: 600, source: join(folder, 'good.csv') })
    expect(summary.candidates.map(({ name }: { name: string }) => name)).toEqual([
      'dummy',
      'scorecard',
      'random-forest',
      'logistic-regression',
      'gradient-boosting',
    ])
    const least = summary.candidates.toSorted((a: Figures, b: Figures) => a.metrics.logLoss - b.metrics.logLoss)[0]
    expect(summary.chosen.name).toBe(least.name)
    expect(summary.chosen.name).not.toBe('dummy')
    expect(summary.tuned.map(({ name, trials }: { name: string; trials: number }) => [name, trials])).toEqual([
      ['logistic-regression', 12],
      ['gradient-boosting', 12],
    ])
    for (const { params } of summary.tuned) expect(Object.keys(params).length).toBeGreaterThan(0)
    expect(summary.calibration.method === null).toBe(summary.calibration.statistic <= 5.99)
    expect(summary.threshold).toBeGreaterThan(0)
    expect(summary.scored.rows).toBe(120)
    expect(summary.scored.approved).toBeGreaterThan(0)
    expect(summary.served).toMatchObject({ requests: 1000, errors: 0 })
    expect(summary.drift.drifted).toEqual(expect.arrayContaining(['ApplicantIncome', 'Property_Area', 'Self_Employed']))
    expect(summary.gate).toMatchObject({ outcome: 'fail', passed: false })
    expect(summary.retrained).toMatchObject({ version: 2, promoted: true })
    expect(summary.promoted).toEqual({ name: 'loan-approval', version: 2, alias: 'production' })
    expect(stdout).toContain('the server answers with version 2')
  })

  test('tells what drift does: to the score, to the approval rate, to groups, over time, and to the accuracy', async () => {
    const { drift, performance, gate } = await summaryOf()
    const shares = drift.columns.map(({ importance }: { importance: number }) => importance)
    expect(shares.reduce((sum: number, share: number) => sum + share)).toBeCloseTo(1)
    expect(drift.ranked[0]).toBe('Credit_History')
    expect(drift.approval.interval.upper).toBeLessThan(0)
    expect(drift.segments.map(({ value }: { value: string }) => value).toSorted()).toEqual(['Female', 'Male', 'No', 'Yes'])
    expect(drift.toldApart).toMatchObject({ drifted: true })
    // The generated applications change from the 501st on.
    expect(drift.windows.map(({ drifted }: { drifted: string[] }) => drifted.length > 0)).toEqual([false, false, true, true])
    expect(performance.errsMoreFrom).toBeGreaterThan(500)
    expect(performance.realised.value).toBeLessThan(performance.estimated.value)
    expect(performance.realised.alert).toBe(true)
    expect(gate.reasons.map(({ rule }: { rule: string }) => rule)).toEqual(expect.arrayContaining(['drift', 'nulls', 'performance']))
  })

  test('writes the drift report as a page, as JSON and as Markdown', async () => {
    const page = await readFile(join(folder, 'reports/drift.html'), 'utf8')
    expect(page.length).toBeLessThan(200_000)
    for (const part of ['Approval rate', 'Performance, measured', 'Over time', 'Segments', 'All columns together'])
      expect(page).toContain(part)
    const report = readReport(JSON.parse(await readFile(join(folder, 'reports/drift.json'), 'utf8')))
    expect(report.drifted).toEqual((await summaryOf()).drift.drifted)
    expect(await readFile(join(folder, 'reports/drift.md'), 'utf8')).toContain('## Drift of loan-approval: failed')
  })

  test('explains in words why an application was not granted', async () => {
    const { refusal } = await summaryOf()
    expect(refusal.decision).not.toBe('approve')
    expect(refusal.reasons[0]).toMatch(/^Credit history is 0: lowers the probability by \d+ points$/)
  })

  test('writes a model card, and keeps card and ONNX file with the model', async () => {
    const { card, chosen } = await summaryOf()
    expect(card).toBe(join(folder, 'reports/model-card.html'))
    const html = await readFile(card, 'utf8')
    expect(html).toContain('Shall we grant this loan?')
    expect(html).toContain(chosen.name)
    expect(html).toContain('Answers by Gender')
    expect(html).toContain('Answers by Married')
    expect(await readFile(join(folder, 'reports/loan/model/model-card.html'), 'utf8')).toBe(html)
    expect(await readFile(join(folder, 'reports/loan/model/model-card.md'), 'utf8')).toBe(
      await readFile(join(folder, 'reports/model-card.md'), 'utf8'),
    )
    expect((await stat(join(folder, 'reports/loan/model/model.onnx'))).size).toBeGreaterThan(500)
  })

  test('keeps each trial as a run, and the card with the registered version', async () => {
    await using registry = await openRegistry(join(folder, 'reports/loan/registry'))
    let trials = 0
    for await (const { name } of registry.allRuns({ experiment: 'loan-approval' })) if (/^trial \d+$/.test(name)) trials++
    expect(trials).toBe(24)
    const { artifactRoot } = await registry.version('loan-approval/1')
    const paths = (await registry.artifacts.list(artifactRoot)).items.map(({ key }) => key.slice(artifactRoot.length + 1))
    expect(paths).toEqual(expect.arrayContaining(['model-card.html', 'model-card.md', 'model.onnx', 'evaluation.json']))
  })

  test('invents no labels, prints nothing but the summary with --json, and fails by its gate with --gate', async () => {
    const { status, stdout } = demo('--data', 'good.csv', '--current', 'unlabelled.csv', '--json', '--gate')
    expect(status).toBe(1)
    const summary = JSON.parse(stdout)
    expect(summary.retrained).toBeNull()
    expect(summary.notRetrained).toBe('no application says what became of it')
    expect(summary.promoted.version).toBe(1)
    expect(summary.performance).toMatchObject({ realised: null, errsMoreFrom: null })
    expect(summary).toEqual(await summaryOf())
  })

  test('keeps its registry with --keep: the same model again does not beat itself', () => {
    const { status, stdout } = demo('--data', 'good.csv', '--current', 'unlabelled.csv', '--json', '--keep')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).promoted.version).toBe(1)
  })

  test.skipIf(!existsSync(shared('loan-train.csv')))(
    'finds drift in the real files where it is (skipped where ../shared is absent)',
    () => {
      const watched = (current: string) => {
        const { status, stdout } = demo('--data', shared('loan-train.csv'), '--current', shared(current), '--json', '--gate')
        const { data, drift, gate } = JSON.parse(stdout)
        expect(data.rows).toBe(614)
        expect(drift.columns).toHaveLength(11)
        return { status, drift, gate }
      }
      const { features } = JSON.parse(readFileSync(shared('../golden/reference.json'), 'utf8')).drift['loan train vs shifted test']
      const expected = Object.keys(features).filter((column) => features[column].p < 0.05)
      expect(expected).toHaveLength(6)

      const shifted = watched('loan-shifted.csv')
      expect(shifted.drift.drifted.toSorted()).toEqual(expected.toSorted())
      expect(shifted.status).toBe(1)

      const same = watched('loan-test.csv')
      expect(same.drift.drifted).toEqual([])
      expect(same.drift.segments.flatMap(({ drifted }: { drifted: string[] }) => drifted)).toEqual([])
      expect(same.gate).toEqual({ outcome: 'pass', passed: true, reasons: [] })
      expect(same.status).toBe(0)
    },
  )

  test.each([
    ['a missing file', async () => 'none.csv', /none\.csv/],
    ['an empty file', () => write('empty.csv', []), /empty\.csv.*empty/],
    [
      'a missing column',
      () =>
        write(
          'column.csv',
          good.map((line) => line.split(',').slice(1).join(',')),
        ),
      /Loan_ID/,
    ],
    [
      'a wrong value on line 17',
      () =>
        write(
          'value.csv',
          good.map((line, i) => (i === 16 ? line.replace(/,(Y|N)$/, ',perhaps') : line)),
        ),
      /17.*Loan_Status.*perhaps/,
    ],
    ['an unknown option', async () => ['--date', 'x'], /--date.*Usage/],
  ])('names the place of %s in one line and ends non-zero', async (_, make, message) => {
    const made = await make()
    const { status, stderr, stdout } = demo(...(typeof made === 'string' ? ['--data', made] : made))
    const lines = `${stderr}`
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('read '))
    expect(status).not.toBe(0)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(message)
    expect(stdout).not.toContain('what happened')
  })
})
