import type { PredictionQuery, ServedPrediction } from '@millrace/core'
import { type LogFile, listLogFiles } from './list-log-files.ts'
import { readLines } from './read-lines.ts'
import { decodePrediction, timeOfLine } from './record-line.ts'

/** The predictions of one process, block by block in the order in which it wrote them. */
async function* blocksOf(files: readonly LogFile[], query: PredictionQuery): AsyncGenerator<readonly ServedPrediction[], void, undefined> {
  const { model, version, fromMs = Number.NEGATIVE_INFINITY, beforeMs = Number.POSITIVE_INFINITY, signal } = query
  const select = (line: string) => {
    const time = timeOfLine(line)
    if (time < fromMs || time >= beforeMs) return []
    const record = decodePrediction(line)
    if (record === null || record.atMs < fromMs || record.atMs >= beforeMs) return []
    return (model === undefined || record.model === model) && (version === undefined || record.version === version) ? [record] : []
  }
  for (const { path } of files) {
    for await (const { lines } of readLines(path, { signal })) {
      const records = lines.flatMap(select)
      if (records.length > 0) yield records
    }
  }
}

/** One process's predictions, and how far they were taken. */
interface Cursor {
  readonly blocks: AsyncGenerator<readonly ServedPrediction[], void, undefined>
  records: readonly ServedPrediction[]
  position: number
}

/** The predictions of a folder, those of all processes merged by time. */
export async function* readPredictions(folder: string, query: PredictionQuery): AsyncGenerator<ServedPrediction, void, undefined> {
  const cursors: Cursor[] = []
  for (const files of (await filesByWriter(folder)).values()) {
    const cursor: Cursor = { blocks: blocksOf(files, query), records: [], position: 0 }
    if (await advance(cursor)) cursors.push(cursor)
  }
  while (cursors.length > 0) {
    query.signal?.throwIfAborted()
    const { first, nextMs } = earliest(cursors)
    const { records } = first
    while (first.position < records.length && records[first.position]!.atMs <= nextMs) yield records[first.position++]!
    if (first.position === records.length && !(await advance(first))) cursors.splice(cursors.indexOf(first), 1)
  }
}

/** Counts without merging. */
export async function countPredictions(folder: string, query: PredictionQuery): Promise<number> {
  let count = 0
  for (const files of (await filesByWriter(folder)).values()) for await (const records of blocksOf(files, query)) count += records.length
  query.signal?.throwIfAborted()
  return count
}

async function filesByWriter(folder: string): Promise<ReadonlyMap<string, readonly LogFile[]>> {
  const byWriter = new Map<string, LogFile[]>()
  for (const file of await listLogFiles(folder, 'predictions')) {
    const files = byWriter.get(file.writer)
    if (files === undefined) byWriter.set(file.writer, [file])
    else files.push(file)
  }
  return byWriter
}

async function advance(cursor: Cursor): Promise<boolean> {
  const { done, value } = await cursor.blocks.next()
  cursor.records = done ? [] : value
  cursor.position = 0
  return !done
}

/** The cursor whose next prediction is the earliest, and the time up to which it stays that. */
function earliest(cursors: readonly Cursor[]): { readonly first: Cursor; readonly nextMs: number } {
  let first = cursors[0]!
  let nextMs = Number.POSITIVE_INFINITY
  for (const cursor of cursors.slice(1)) {
    const ms = timeOf(cursor)
    if (ms < timeOf(first)) {
      nextMs = timeOf(first)
      first = cursor
    } else if (ms < nextMs) nextMs = ms
  }
  return { first, nextMs }
}

const timeOf = ({ records, position }: Cursor) => records[position]!.atMs
