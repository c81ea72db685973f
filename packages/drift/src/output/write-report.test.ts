import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fullReport } from '../../test/support/full-report.ts'
import { readReport } from './read-report.ts'
import { writeReport } from './write-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-report-'))
const path = join(folder, 'report.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is written is read back, and nothing else is left beside it', async () => {
  writeFileSync(path, 'old')
  await writeReport(path, fullReport)
  const read = readReport(JSON.parse(readFileSync(path, 'utf8')))
  expect(read).toEqual(fullReport)
  expect([read, read.columns[0]].every(Object.isFrozen)).toBe(true)
  expect(readdirSync(folder)).toEqual(['report.json'])
})

test('a figure that is not finite is refused, and what was there stays', async () => {
  const before = readFileSync(path, 'utf8')
  for (const impact of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const broken = { ...fullReport, columns: fullReport.columns.map((column) => ({ ...column, impact })) }
    await expect(writeReport(path, broken)).rejects.toMatchObject({ code: 'E_REPORT_INVALID', details: { place: 'columns.0.impact' } })
  }
  expect(readFileSync(path, 'utf8')).toBe(before)
})

test('a folder that is not there is an error of the file, without remains', async () => {
  await expect(writeReport(join(folder, 'none', 'report.json'), fullReport)).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
  await expect(writeReport(folder, fullReport)).rejects.toMatchObject({ code: 'E_FILE_UNWRITABLE' })
  expect(readdirSync(folder)).toEqual(['report.json'])
})

test.each<[string, object, string]>([
  ['another version', { schemaVersion: 2 }, 'schemaVersion'],
  ['an unknown member', { more: 1 }, ''],
  ['drifted names that do not fit', { drifted: [] }, 'drifted'],
  ['a rank twice', { ranked: ['amount', 'amount', 'term', 'area'] }, 'ranked'],
  ['an unknown name', { nullsDrifted: ['incme'] }, 'nullsDrifted'],
])('%s is refused', (_, change, place) => {
  expect(() => readReport({ ...fullReport, ...change })).toThrow(expect.objectContaining({ code: 'E_REPORT_INVALID', details: { place } }))
})

test.each([null, undefined, [], 'report', 1])('%o is no report', (json) => {
  expect(() => readReport(json)).toThrow(expect.objectContaining({ code: 'E_REPORT_INVALID' }))
})
