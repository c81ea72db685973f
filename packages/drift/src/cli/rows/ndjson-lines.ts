import { createReadStream } from 'node:fs'
import { fileError, MillraceError, type WorkOptions } from '@millrace/core'

/** How {@link forEachLine} reads. */
export interface LinesOptions extends WorkOptions {
  /** Most bytes of one line. */
  readonly maxLineBytes: number
  /** Bytes of the file, where they are known. */
  readonly size?: number | undefined
}

/** Hands over the lines of a file (`-` is the standard input) that are not blank, with their numbers from 1; of the file no more than a line and a chunk is held. */
export async function forEachLine(path: string, visit: (line: Buffer, number: number) => void, options: LinesOptions): Promise<void> {
  const { maxLineBytes, size, signal, progress } = options
  const task = `read ${path === '-' ? 'the standard input' : path}`
  let rest: Buffer[] = []
  let held = 0
  let number = 1
  let done = 0
  const end = (line: Buffer) => {
    if (line.some((byte) => byte !== 32 && byte !== 9 && byte !== 13)) visit(line, number)
    number++
  }
  try {
    const chunks = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 1_048_576 })
    for await (const chunk of chunks as AsyncIterable<Buffer>) {
      signal?.throwIfAborted()
      let start = 0
      for (let stop = chunk.indexOf(10); stop >= 0; stop = chunk.indexOf(10, start)) {
        const part = chunk.subarray(start, stop)
        end(held === 0 ? part : Buffer.concat([...rest, part]))
        ;[rest, held, start] = [[], 0, stop + 1]
      }
      if (start < chunk.length) {
        rest.push(chunk.subarray(start))
        held += chunk.length - start
      }
      if (held > maxLineBytes) throw tooLong(path, { number, maxLineBytes })
      done += chunk.length
      progress?.(size === undefined ? { task, done, unit: 'bytes' } : { task, done, total: size, unit: 'bytes' })
    }
  } catch (cause) {
    throw fileError(path, { action: 'read', cause })
  }
  if (held > 0) end(Buffer.concat(rest))
}

function tooLong(path: string, { number, maxLineBytes }: { readonly number: number; readonly maxLineBytes: number }): MillraceError {
  return new MillraceError({
    code: 'E_JSON_TOO_LARGE',
    message: `${path}, line ${number} has more than ${maxLineBytes} bytes; write one JSON object a line`,
    details: { name: path, line: number, maxBytes: maxLineBytes },
  })
}
