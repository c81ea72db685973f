import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ProgressEvent } from '@millrace/core'
import { afterAll, expect, test } from 'vitest'
import { forEachLine } from './ndjson-lines.ts'
import { readNdjson } from './read-ndjson.ts'
import type { ReadOptions } from './read-options.ts'

const folder = mkdtempSync(join(tmpdir(), 'millrace-ndjson-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const file = (text: string) => {
  const path = join(folder, 'rows.ndjson')
  writeFileSync(path, text)
  return path
}
const read = (text: string, options: Partial<ReadOptions> = {}) => readNdjson(file(text), { wanted: null, maxRows: 1e6, ...options })
const rowsOf = async (text: string, options?: Partial<ReadOptions>) => [...(await read(text, options)).table.rows()]

test('rows may end in any way, with blank lines and a byte order mark, and name columns late', async () => {
  expect(await rowsOf('\uFEFF{"a":1}\r\n\r\n  \n{"b":"x"}\n{"a":2,"b":null}')).toEqual([
    { a: 1, b: null },
    { a: null, b: 'x' },
    { a: 2, b: null },
  ])
})

test('of known columns the others are passed over, and those that no row names are left out', async () => {
  const wanted = new Map([
    ['a', 'number' as const],
    ['c', 'string' as const],
  ])
  expect(await rowsOf('{"a":1,"b":2}\n', { wanted })).toEqual([{ a: 1 }])
})

test('keys that every object has are columns like others', async () => {
  expect(await rowsOf('{"__proto__":1,"constructor":"x"}\n')).toEqual([JSON.parse('{"__proto__":1,"constructor":"x"}')])
})

test('columns of lists and objects are left out of what has no schema, with a note', async () => {
  const { table, notes } = await read('{"a":1,"tags":["x"]}\n{"a":2,"tags":null}\n')
  expect(table.schema.columns.map(({ name }) => name)).toEqual(['a'])
  expect(notes).toEqual([expect.stringContaining("column 'tags' is left out: it holds lists or objects")])
})

test('lines are whole over the bounds of chunks', async () => {
  const long = 'x'.repeat(700_000)
  const text = Array.from({ length: 7 }, (_, i) => JSON.stringify({ i, long })).join('\n')
  const seen: number[] = []
  const told: ProgressEvent[] = []
  const options = { maxLineBytes: 1e6, size: text.length, progress: (event: ProgressEvent) => told.push(event) }
  await forEachLine(file(text), (line, number) => seen.push(JSON.parse(line.toString()).i, number), options)
  expect(seen).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7])
  expect(told.at(-1)).toMatchObject({ done: text.length, total: text.length, unit: 'bytes' })
})

test('a line without an end is not held', async () => {
  const endless = file('{"a":"'.padEnd(3_000_000, 'x'))
  await expect(forEachLine(endless, () => undefined, { maxLineBytes: 1000 })).rejects.toMatchObject({
    code: 'E_JSON_TOO_LARGE',
    details: { line: 1 },
  })
})

test.each<[string, string, string]>([
  ['a torn line', '{"a":1}\n{"a":\n', 'E_JSON_SYNTAX'],
  ['a key twice', '{"a":1,"a":2}\n', 'E_JSON_DUPLICATE_KEY'],
  ['a number that overflows', '{"a":1e999}\n', 'E_JSON_NUMBER'],
  ['depth', `{"a":${'['.repeat(100)}${']'.repeat(100)}}\n`, 'E_JSON_TOO_DEEP'],
  ['no object', '"a"\n', 'E_ROWS_INVALID'],
  ['null', 'null\n', 'E_ROWS_INVALID'],
  ['text that is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d, 10]).toString('latin1'), 'E_JSON_SYNTAX'],
])('%s is refused with its line', async (_, text, code) => {
  await expect(read(text)).rejects.toMatchObject({ code, message: expect.stringMatching(/line [12]/) })
})

test('more columns or rows than there is room for are refused', async () => {
  const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 16_385 }, (_, i) => [`c${i}`, i])))
  await expect(read(wide)).rejects.toMatchObject({ code: 'E_DRIFT_LIMIT', details: { what: 'columns' } })
  await expect(read('{"a":1}\n{"a":2}\n', { maxRows: 1 })).rejects.toMatchObject({ code: 'E_DRIFT_LIMIT', details: { what: 'rows' } })
})

test('a folder, and what is not there, are errors of the file', async () => {
  await expect(readNdjson(folder, { wanted: null, maxRows: 1 })).rejects.toMatchObject({ code: 'E_FILE_UNREADABLE' })
  await expect(readNdjson(join(folder, 'none'), { wanted: null, maxRows: 1 })).rejects.toMatchObject({ code: 'E_FILE_MISSING' })
})

test('an aborted signal ends the reading', async () => {
  await expect(read('{"a":1}\n', { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
})
