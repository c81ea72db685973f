import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeCsv } from '@millrace/data'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateLoans } from './generate.ts'

const script = fileURLToPath(new URL('./main.ts', import.meta.url))
const realFile = fileURLToPath(new URL('../../../../shared/data/loan-train.csv', import.meta.url))
let folder: string
let good: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-loan-'))
  await writeCsv(generateLoans(200, 3), join(folder, 'good.csv'))
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

describe('the loan demo', () => {
  test('ends with decisions and a summary, on a file named relative to the caller', async () => {
    const { status, stdout } = demo('--data', 'good.csv')
    expect(status).toBe(0)
    expect(stdout).toContain('what happened')
    const summary = JSON.parse(await readFile(join(folder, 'reports/summary.json'), 'utf8'))
    expect(summary.data).toMatchObject({ rows: 200, source: join(folder, 'good.csv') })
    expect(summary.candidates.map(({ name }: { name: string }) => name)).toEqual(['dummy', 'logistic-regression', 'ml-random-forest'])
    expect(summary.chosen.name).toBe('logistic-regression')
    expect(summary.scored.rows).toBe(40)
    expect(summary.scored.approved).toBeGreaterThan(0)
  })

  test('prints nothing but the summary with --json', () => {
    const { stdout } = demo('--data', 'good.csv', '--json')
    expect(Object.keys(JSON.parse(stdout))).toEqual(['data', 'candidates', 'chosen', 'scored'])
  })

  test.skipIf(!existsSync(realFile))('reads the real file (skipped where ../shared is absent)', () => {
    const { status, stdout } = demo('--data', realFile, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout).data.rows).toBe(614)
  })

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
