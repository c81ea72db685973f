import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { WritableStream } from 'node:stream/web'
import { fileError, MillraceError, type Table, type WorkOptions } from '@millrace/core'
import { statOrNothing } from '../version/file-kind.ts'
import { replaceFile } from '../version/temporary-file.ts'
import { requireDelimiter } from './csv-options.ts'
import { filePathOf } from './csv-source.ts'
import { csvText } from './csv-text.ts'

/**
 * How {@link writeCsv} writes.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface WriteCsvOptions extends WorkOptions {
  /** Character between cells, one of ASCII. @defaultValue ',' */
  readonly delimiter?: string | undefined
  /** Whether the first line names the columns. @defaultValue true */
  readonly header?: boolean | undefined
  /** What ends a line, the last one too. @defaultValue '\n' */
  readonly lineEnd?: '\n' | '\r\n' | undefined
  /** What is written for null; text that is the same goes between quotes. @defaultValue '' */
  readonly nullValue?: string | undefined
  /**
   * Whether strings and names that begin with `=`, `+`, `-`, `@`, a tab or a line end get an apostrophe in front, so that spreadsheets do not run them as formulas;
   * `readCsv` does not take it away. @defaultValue false
   */
  readonly escapeFormulas?: boolean | undefined
}

/**
 * What {@link writeCsv} wrote.
 *
 * @category CSV
 * @since 0.1.0
 */
export interface WrittenCsv {
  /** Rows, the header not counted. */
  readonly rows: number
  /** Size in bytes. */
  readonly bytes: number
  /** Digest of the bytes as DVC computes it; `readCsv` gives the same as `table.version`. */
  readonly version: `md5:${string}`
}

/**
 * Writes a table as CSV by RFC 4180, in UTF-8.
 *
 * Cells are quoted only where they would be read as something else: null is an empty cell and the empty string is `""`. Numbers are the shortest text that reads back
 * as the same float64, booleans `true` and `false`, days and instants ISO 8601 in UTC. So `readCsv` with the same schema gives the same values.
 *
 * A file appears whole or not at all: it is written under another name beside the path, flushed, and renamed; an older file keeps its mode. A stream is written to as
 * fast as it takes, and ended (`process.stdout` stays open).
 *
 * @param table - what to write
 * @param destination - path, `file:` URL, Node's `Writable` or a web `WritableStream` of bytes
 * @param options - form of the file, signal and progress (task `write <name>`, in rows)
 * @returns how much was written, and its digest
 * @throws MillraceError `E_FILE_UNWRITABLE` when the system refuses, `E_CSV_UNWRITABLE` when a value cannot be read back (half a surrogate pair, an infinite
 * number, a number that is the `nullValue`), `E_OPTION_INVALID`
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 * @example
 * ```ts
 * import { mkdtemp, readFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { fromRows } from '@millrace/core'
 * import { writeCsv } from '@millrace/data'
 * import { z } from 'zod'
 *
 * const notes = fromRows(z.object({ id: z.int(), note: z.string().nullable() }), [{ id: 1, note: 'a,b' }, { id: 2, note: '' }, { id: 3, note: null }])
 * const path = join(await mkdtemp(join(tmpdir(), 'millrace-')), 'notes.csv')
 * const { rows } = await writeCsv(notes, path)
 * rows // => 3
 * await readFile(path, 'utf8') // => 'id,note\n1,"a,b"\n2,""\n3,\n'
 * ```
 * @category CSV
 * @since 0.1.0
 */
export async function writeCsv(
  table: Table,
  destination: string | URL | Writable | WritableStream<Uint8Array>,
  options: WriteCsvOptions = {},
): Promise<WrittenCsv> {
  const { delimiter = ',', nullValue = '', escapeFormulas = false, header = true, lineEnd = '\n', signal, progress } = options
  requireDelimiter(delimiter, 'writeCsv')
  requireNullValue(nullValue, delimiter)
  signal?.throwIfAborted()
  const path = destination instanceof URL ? filePathOf(destination, 'destination') : destination
  const task = `write ${typeof path === 'string' ? path : 'CSV'}`
  const hash = createHash('md5')
  let bytes = 0
  const counted = function* () {
    for (const text of csvText(table, { delimiter, nullValue, escapeFormulas, header, lineEnd, progress, task })) {
      const chunk = Buffer.from(text)
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  const write = (stream: Writable) => pipeline(counted, stream, signal === undefined ? {} : { signal })
  try {
    if (typeof path === 'string') await writeFileWhole(path, write)
    else await write(path as Writable)
  } catch (cause) {
    signal?.throwIfAborted()
    throw typeof path === 'string' ? fileError(path, { action: 'write', cause }) : cause
  }
  return Object.freeze({ rows: table.rowCount, bytes, version: `md5:${hash.digest('hex')}` as const })
}

async function writeFileWhole(path: string, write: (stream: Writable) => Promise<void>): Promise<void> {
  const old = await statOrNothing(path, { follow: true })
  await replaceFile(path, async (temporaryPath) => {
    await write(createWriteStream(temporaryPath, { flags: 'wx', flush: true }))
    if (old !== undefined) await chmod(temporaryPath, old.mode)
  })
}

function requireNullValue(nullValue: string, delimiter: string): void {
  if (!/["\r\n\ufeff]|^\s|\s$/.test(nullValue) && !nullValue.includes(delimiter)) return
  throw new MillraceError({
    code: 'E_OPTION_INVALID',
    message: `nullValue is ${JSON.stringify(nullValue)}; writeCsv: give text without delimiter, quotes, line ends and surrounding spaces`,
    details: { option: 'nullValue', value: nullValue },
  })
}
