import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { createGunzip, gzipSync } from 'node:zlib'
import type { MillraceError, ProgressEvent } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readCsv } from './read-csv.ts'

const Row = z.object({ id: z.string(), amount: z.number() })
const lines = Array.from({ length: 100_000 }, (_, i) => `L${i},${i / 8}\n`)
const text = `id,amount\n${lines.join('')}`
const bytes = Buffer.from(text)
const version = `md5:${createHash('md5').update(bytes).digest('hex')}`

let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-'))
  path = join(folder, 'loans.csv')
  await writeFile(path, bytes)
})
afterAll(() => rm(folder, { recursive: true }))

/** Yields pieces of awkward sizes and counts those that were taken. */
async function* pieces(taken = { count: 0 }): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += 10_007) {
    taken.count++
    yield bytes.subarray(from, from + 10_007)
  }
}
const failure = (work: Promise<unknown>): Promise<MillraceError> => work.then(Promise.reject, (error) => error)

describe('sources', () => {
  test.each([
    ['a path', () => path],
    ['a file: URL', () => pathToFileURL(path)],
    ['bytes', () => bytes],
    ['a Readable', () => createReadStream(path)],
    ['a decompressed stream', () => Readable.from([gzipSync(bytes)]).pipe(createGunzip())],
    ['a web stream', () => new Response(bytes).body!],
    ['an async iterable', () => pieces()],
  ])('%s gives the table, and the digest of its bytes', async (_, source) => {
    const table = await readCsv(source(), Row)
    expect(table.rowCount).toBe(100_000)
    expect(table.row(99_999)).toEqual({ id: 'L99999', amount: 99_999 / 8 })
    expect(table.version).toBe(version)
  })

  test('a large file, which is hashed in a thread of its own, has the digest of its bytes', async () => {
    const large = join(folder, 'large.csv')
    await writeFile(large, Buffer.concat(Array.from({ length: 8 }, (_, i) => (i === 0 ? bytes : bytes.subarray(10)))))
    const table = await readCsv(large, Row)
    expect(table.rowCount).toBe(800_000)
    expect(table.version).toBe(
      `md5:${createHash('md5')
        .update(await readFile(large))
        .digest('hex')}`,
    )
    expect(table.column('amount')).toMatchObject({ values: { length: 800_000 } })
    await writeFile(large, '\n"', { flag: 'a' })
    expect((await failure(readCsv(large, Row))).code).toBe('E_CSV_QUOTE')
  })

  test('the bytes given are left as they are', async () => {
    const given = Uint8Array.from(Buffer.from('id,amount\n"a""b",1'))
    const before = given.slice()
    await readCsv(given, Row)
    expect(given).toEqual(before)
  })

  test('a missing file, a directory and another URL are typed errors that name them', async () => {
    const missing = await failure(readCsv(join(folder, 'none.csv'), Row))
    expect([missing.code, missing.message]).toEqual(['E_FILE_MISSING', expect.stringContaining('none.csv')])
    expect(await failure(readCsv(folder, Row))).toMatchObject({ code: 'E_FILE_NOT_REGULAR', details: { path: folder } })
    expect((await failure(readCsv(new URL('https://example.com/a.csv'), Row))).code).toBe('E_OPTION_INVALID')
  })

  test('errors call the file by its path, or by the name that is given', async () => {
    const wrong = join(folder, 'wrong.csv')
    await writeFile(wrong, 'id,amount\na,x\n')
    expect((await failure(readCsv(wrong, Row))).message).toMatch(`${wrong}, line 2, column 'amount'`)
    expect((await failure(readCsv(wrong, Row, { name: 'upload.csv' }))).message).toMatch(/^upload.csv, line 2/)
  })

  test('an error of the stream is passed on, and chunks of text are refused', async () => {
    const broken = new Error('broken')
    const stream = Readable.from(
      (async function* () {
        yield Buffer.from('id,amount\n')
        throw broken
      })(),
    )
    expect(await failure(readCsv(stream, Row))).toBe(broken)
    expect(await failure(readCsv(Readable.from(['id,amount\n']) as never, Row))).toBeInstanceOf(TypeError)
    expect(await failure(readCsv(undefined as never, Row))).toBeInstanceOf(TypeError)
  })
})

describe('signal and progress', () => {
  test('an aborted signal stops before anything is read', async () => {
    const taken = { count: 0 }
    const reason = new Error('enough')
    expect(await failure(readCsv(pieces(taken), Row, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(taken.count).toBe(0)
  })

  test('an abort stops a stream that says nothing, and destroys it', async () => {
    const stream = new Readable({ read() {} })
    const controller = new AbortController()
    const work = readCsv(stream, Row, { signal: controller.signal })
    const reason = new Error('enough')
    setImmediate(() => controller.abort(reason))
    expect(await failure(work)).toBe(reason)
    await new Promise((resolve) => stream.once('close', resolve))
    expect(stream.destroyed).toBe(true)
  })

  test('an abort stops the reading of bytes in memory', async () => {
    const controller = new AbortController()
    const work = readCsv(bytes, Row, { signal: controller.signal })
    setImmediate(() => controller.abort())
    expect(await failure(work)).toMatchObject({ name: 'AbortError' })
  })

  test('a failing reader takes no more from its source than it has to', async () => {
    const taken = { count: 0 }
    await failure(readCsv(pieces(taken), Row, { limits: { rows: 10 } }))
    expect(taken.count).toBeLessThan(40)
  })

  test('progress ends with all bytes', async () => {
    const events: ProgressEvent[] = []
    await readCsv(path, Row, { progress: (event) => events.push(event) })
    expect(events.at(-1)).toEqual({ task: `read ${path}`, done: bytes.length, total: bytes.length, unit: 'bytes' })
  })
})

describe('limits', () => {
  const limited = (given: string, limits: object) => failure(readCsv(Buffer.from(given), Row, { limits, name: 'a.csv' }))

  test.each([
    ['rows', 2, 'id,amount\na,1\nb,2\nc,3\n', /^a.csv, line 4: one more row, more than 2; raise limits.rows/],
    ['rows', 1, 'id,amount\n"a",1\n"b",2\n', /^a.csv, line 3: one more row, more than 1; raise limits.rows/],
    ['columns', 2, '\nid,amount,x\n', /^a.csv, line 2: 3 cells, more than 2; /],
    ['distinct', 2, 'id,amount\na,1\nb,2\na,1\nc,3\n', /^a.csv: column 'id' has too many distinct values, more than 2; /],
    ['rowBytes', 20, `id,amount\na,1\n${'b'.repeat(30)},2\n`, /^a.csv, line 3: a row of 32 bytes, more than 20; /],
    ['rowBytes', 20, `id,amount\na,1\n${'b'.repeat(30)}`, /^a.csv, line 3: a row of 30 bytes/],
  ])('%s', async (name, most, given, message) => {
    const error = await limited(given, { [name]: most })
    expect([error.code, error.message, error.details.limit]).toEqual(['E_CSV_LIMIT', expect.stringMatching(message), name])
  })

  test('a quote that is never closed is named by the line on which it opens', async () => {
    expect((await limited('id,amount\na,1\nb,"2\nc,3\n', {})).message).toBe(
      'a.csv, line 3: the quote that opens here is never closed; close it, or double it where it is part of the text',
    )
    expect((await limited('id,"amount\na,1\n', {})).code).toBe('E_CSV_QUOTE')
  })

  test('and is not waited for beyond the longest row', async () => {
    const taken = { count: 0 }
    const endless = (async function* () {
      yield Buffer.from('id,amount\na,1\n"x\ny')
      for (;;) {
        taken.count++
        yield Buffer.alloc(2 ** 16, '\n')
      }
    })()
    const error = await failure(readCsv(endless, Row, { limits: { rowBytes: 2 ** 20 } }))
    expect([error.code, error.details.line]).toEqual(['E_CSV_LIMIT', 3])
    expect(error.message).toContain('the quote that opens here is not closed within')
    expect(taken.count).toBeLessThan(64)
  })

  test('rows far longer than the window are read', async () => {
    const long = 'x,\n"'.repeat(500_000)
    const table = await readCsv(Buffer.from(`id,amount\n"${long.replaceAll('"', '""')}",1\nb,2\n`), Row)
    expect(table.row(0).id).toBe(long)
    expect(table.row(1)).toEqual({ id: 'b', amount: 2 })
  })

  test.each([
    { delimiter: ',,' },
    { delimiter: '"' },
    { delimiter: '\n' },
    { delimiter: 'ż' },
    { skipLines: -1 },
    { skipLines: 1.5 },
    { encoding: 'utf-9' },
    { limits: { rows: 0 } },
    { limits: { rowBytes: 2 ** 31 } },
  ])('%j is no option', async (options) => {
    expect((await failure(readCsv(bytes, Row, options))).code).toBe('E_OPTION_INVALID')
  })
})
