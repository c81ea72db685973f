/** What a file of a log holds. */
export type LogFileKind = 'predictions' | 'feedback'

/** What the name of a log's file says. */
export interface LogFileName {
  readonly kind: LogFileKind
  /** The process that writes it: when it opened the log, and its process id. Its files are in order among themselves. */
  readonly writer: string
  /** Place among the writer's files, from 1. */
  readonly sequence: number
  /** Whether it is still written to, or was when its writer was killed. */
  readonly open: boolean
}

const openSuffix = '.open'
const pattern = /^(predictions|feedback)-(\d{8}T\d{9}Z-\d+)-(\d{6,15})\.ndjson(\.open)?$/

/** Names the writer of files: `20260102T030405678Z-4711`. */
export const writerName = (startMs: number, pid: number): string => `${new Date(startMs).toISOString().replace(/[-:.]/g, '')}-${pid}`

/** `predictions-20260102T030405678Z-4711-000001.ndjson`, with `.open` at its end while it is written to. */
export function formatLogFileName({ kind, writer, sequence, open }: LogFileName): string {
  return `${kind}-${writer}-${String(sequence).padStart(6, '0')}.ndjson${open ? openSuffix : ''}`
}

/** What a name says; null when it is none of a log's files. */
export function parseLogFileName(name: string): LogFileName | null {
  const match = pattern.exec(name)
  if (match === null) return null
  return { kind: match[1] as LogFileKind, writer: match[2]!, sequence: Number(match[3]), open: match[4] !== undefined }
}
