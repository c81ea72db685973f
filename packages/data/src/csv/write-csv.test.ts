import { createHash } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { fromRows, type MillraceError, type ProgressEvent, type Table } from '@millrace/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type WriteCsvOptions, writeCsv } from './write-csv.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-'))
})
afterEach(() => rm(folder, { recursive: true }))

const written = async (table: Table, options: WriteCsvOptions = {}): Promise<string> => {
  const path = join(folder, 'written.csv')
  await writeCsv(table, path, options)
  return readFile(path, 'utf8')
}
const Note = z.object({ note: z.string().nullable(), n: z.int() })
const notes = (...texts: (string | null)[]) =>
  fromRows(
    Note,
    texts.map((note, n) => ({ note, n })),
  )
const manyNotes = (length: number) =>
  fromRows(
    Note,
    Array.from({ length }, (_, n) => ({ note: `note ${n}`, n })),
  )
const failure = (work: Promise<unknown>): Promise<MillraceError> => work.then(Promise.reject, (error) => error)

describe('writeCsv', () => {
  test('quotes only what would be read as something else', async () => {
    const table = notes('plain', 'two words', '', null, 'a,b', 'say "hi"', 'x\ny', 'x\r', ' edge ', "it's", '\ufeffmark', ';')
    expect(await written(table)).toBe(
      'note,n\nplain,0\ntwo words,1\n"",2\n,3\n"a,b",4\n"say ""hi""",5\n"x\ny",6\n"x\r",7\n edge ,8\nit\'s,9\n"\ufeffmark",10\n;,11\n',
    )
  })

  test('writes each kind as readCsv reads it', async () => {
    const Row = z.object({
      x: z.number(),
      flag: z.boolean().nullable(),
      day: z.iso.date(),
      at: z.iso.datetime(),
      when: z.date(),
      area: z.enum(['a', 'b']),
    })
    const row = { x: 0.1, flag: true, day: '1969-12-31', at: '2024-02-29T12:00:00.500Z', when: new Date(0), area: 'b' as const }
    const table = fromRows(Row, [row, { ...row, x: 1e21, flag: null }, { ...row, x: 5e-324, flag: false }])
    expect(await written(table, { header: false, lineEnd: '\r\n' })).toBe(
      [
        '0.1,true,1969-12-31,2024-02-29T12:00:00.500Z,1970-01-01T00:00:00.000Z,b\r\n',
        '1e+21,,1969-12-31,2024-02-29T12:00:00.500Z,1970-01-01T00:00:00.000Z,b\r\n',
        '5e-324,false,1969-12-31,2024-02-29T12:00:00.500Z,1970-01-01T00:00:00.000Z,b\r\n',
      ].join(''),
    )
  })

  test('takes another delimiter and another text for null, and quotes what they make ambiguous', async () => {
    expect(await written(notes('a;b', 'a,b', null, 'NA', ''), { delimiter: ';', nullValue: 'NA' })).toBe(
      'note;n\n"a;b";0\na,b;1\nNA;2\n"NA";3\n"";4\n',
    )
    expect(await written(fromRows(z.object({ x: z.number() }), [{ x: 1.5 }]), { delimiter: '.' })).toBe('x\n"1.5"\n')
  })

  test('keeps spreadsheets from running text as formulas where it is asked to', async () => {
    const table = notes('=1+1', '+1', '-1', '@x', '\tx', 'a=b', '=a,b')
    expect(await written(table, { escapeFormulas: true })).toBe("note,n\n'=1+1,0\n'+1,1\n'-1,2\n'@x,3\n'\tx,4\na=b,5\n\"'=a,b\",6\n")
    expect(await written(table)).toContain('\n=1+1,0\n')
  })

  test('writes a table without rows, and one of a slice without what others hold', async () => {
    expect(await written(notes())).toBe('note,n\n')
    expect(await written(notes('a', 'b', 'c').slice(1, 2))).toBe('note,n\nb,1\n')
  })

  test('says how much it wrote and the digest of it', async () => {
    const path = join(folder, 'a.csv')
    const told = await writeCsv(notes('żółw', 'b'), pathToFileURL(path))
    const bytes = await readFile(path)
    expect(told).toEqual({ rows: 2, bytes: bytes.length, version: `md5:${createHash('md5').update(bytes).digest('hex')}` })
  })

  test('replaces a file as a whole and keeps its mode; a failure leaves the old one and nothing else', async () => {
    const path = join(folder, 'a.csv')
    await writeFile(path, 'old')
    await chmod(path, 0o640)
    await writeCsv(notes('a'), path)
    expect((await stat(path)).mode & 0o777).toBe(0o640)
    const error = await failure(writeCsv(notes('b', '\ud800'), path))
    expect([error.code, error.message]).toEqual([
      'E_CSV_UNWRITABLE',
      expect.stringMatching(/^column 'note', row 1: "\\ud800" cannot be written/),
    ])
    expect(await readFile(path, 'utf8')).toBe('note,n\na,0\n')
    expect(await readdir(folder)).toEqual(['a.csv'])
  })

  test('writes to a stream as fast as it takes', async () => {
    const table = manyNotes(100_000)
    const chunks: Buffer[] = []
    let busy = 0
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _, done) {
        expect(++busy).toBe(1)
        chunks.push(chunk)
        setImmediate(() => {
          busy--
          done()
        })
      },
    })
    const { bytes } = await writeCsv(table, slow)
    expect(chunks.length).toBeGreaterThan(10)
    expect(Buffer.concat(chunks)).toHaveLength(bytes)
    expect(Buffer.concat(chunks).toString()).toBe(await written(table))
  })

  test('writes to a web stream', async () => {
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const text = new Response(readable).text()
    await writeCsv(notes('a'), writable)
    expect(await text).toBe('note,n\na,0\n')
  })

  test('stops with the reason of the signal and leaves nothing', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const table = manyNotes(200_000)
    setImmediate(() => controller.abort(reason))
    expect(await failure(writeCsv(table, join(folder, 'a.csv'), { signal: controller.signal }))).toBe(reason)
    expect(await failure(writeCsv(table, join(folder, 'a.csv'), { signal: controller.signal }))).toBe(reason)
    expect(await readdir(folder)).toEqual([])
  })

  test('progress ends with all rows', async () => {
    const events: ProgressEvent[] = []
    await written(notes('a', 'b'), { progress: (event) => events.push(event) })
    expect(events.at(-1)).toEqual({ task: `write ${join(folder, 'written.csv')}`, done: 2, total: 2, unit: 'rows' })
  })

  test('refuses what it could not read back', async () => {
    expect((await failure(written(notes(null, 'x'), { nullValue: '1' }))).message).toMatch(
      /column 'n', row 1: 1 cannot be written, for it would be read as null/,
    )
    expect((await failure(written(notes(), { nullValue: ' ' }))).code).toBe('E_OPTION_INVALID')
    expect((await failure(written(notes(), { delimiter: '"' }))).code).toBe('E_OPTION_INVALID')
    expect((await failure(writeCsv(notes(), join(folder, 'none', 'a.csv')))).code).toBe('E_FILE_UNWRITABLE')
    expect((await failure(writeCsv(notes(), folder))).code).toBe('E_FILE_UNWRITABLE')
  })
})
