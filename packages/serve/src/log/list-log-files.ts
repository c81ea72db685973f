import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { compareCodePoints, fileError } from '@millrace/core'
import { type LogFileKind, type LogFileName, parseLogFileName } from './log-file-name.ts'

/** A file of a log's folder. */
export interface LogFile extends LogFileName {
  readonly path: string
}

/** The files of a log, a writer after the other and in the order of writing; other files of the folder are none of its business. */
export async function listLogFiles(folder: string, kind?: LogFileKind): Promise<LogFile[]> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return []
    throw fileError(folder, { action: 'read', cause })
  })
  return names
    .flatMap((name) => {
      const parsed = parseLogFileName(name)
      return parsed === null || (kind !== undefined && parsed.kind !== kind) ? [] : [{ ...parsed, path: join(folder, name) }]
    })
    .sort((a, b) => compareCodePoints(a.writer, b.writer) || a.sequence - b.sequence || Number(a.open) - Number(b.open))
}
