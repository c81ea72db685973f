import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, type LoggedPrediction, MillraceError } from '@millrace/core'
import { forEachLine, type LinesOptions } from './ndjson-lines.ts'
import { maxLineBytes } from './read-ndjson.ts'
import type { ReadOptions } from './read-options.ts'
import { type ReadRows, RowsBuilder } from './table-builder.ts'

/** Which predictions of a log are read. */
export interface LogOptions extends ReadOptions {
  /** Name of the model; null where the log has one alone. */
  readonly model: string | null
  /** Only predictions from this time on, in milliseconds. */
  readonly fromMs: number
  /** Only predictions before this time. */
  readonly toMs: number
  /** Column that feedback is read into; null where the monitor has no target. */
  readonly target: string | null
}

/**
 * Reads the predictions that a server logged, from a folder or one of its files: the columns of their rows; `time`, `version` and what was said (`score`,
 * `probability`, `label`, `decision`, `value`), where no column has that name; and what feedback told in the column of the target.
 */
export async function readLog(path: string, { wanted, maxRows, ...options }: LogOptions): Promise<ReadRows> {
  const { predictions, feedback } = await filesOf(path)
  const { signal, progress, model, fromMs, toMs, target } = options
  const lines: LinesOptions = { signal, progress, maxLineBytes }
  const labels = new Map<string, Label>()
  if (target !== null) for (const file of feedback) await forEachLine(file, (line) => takeLabel(labels, recordOf(line)), lines)

  const builder = new RowsBuilder({ name: path, wanted, maxRows })
  const models = new Set<string>()
  let damaged = 0
  for (const file of predictions) {
    await forEachLine(
      file,
      (line) => {
        const record = recordOf(line)
        if (!isPrediction(record)) return void damaged++
        if (record.atMs < fromMs || record.atMs >= toMs || (model !== null && record.model !== model)) return
        models.add(record.model)
        builder.add(flat(record, { target, label: labels.get(record.id)?.value }))
      },
      lines,
    )
  }
  if (models.size > 1) throw several([...models], path)
  const { table, notes } = builder.finish()
  return { table, notes: damaged > 0 ? [...notes, `${path}: lines that are no predictions, and are passed over: ${damaged}`] : notes }
}

interface Label {
  readonly atMs: number
  readonly value: unknown
}

/** Of several labels of one prediction the latest counts. */
function takeLabel(labels: Map<string, Label>, record: Readonly<Record<string, unknown>> | null): void {
  if (record === null || typeof record.id !== 'string' || typeof record.atMs !== 'number') return
  const known = labels.get(record.id)
  if (known === undefined || record.atMs >= known.atMs) labels.set(record.id, { atMs: record.atMs, value: record.label })
}

interface Told {
  readonly target: string | null
  readonly label: unknown
}

function flat({ atMs, version, row, prediction }: LoggedPrediction, { target, label }: Told): Readonly<Record<string, unknown>> {
  const said = Object.entries(prediction).filter(([, value]) => typeof value !== 'object')
  const served = { ...Object.fromEntries(said), time: new Date(atMs).toISOString(), version, ...row }
  return target === null ? served : { ...served, [target]: label ?? null }
}

function recordOf(line: Buffer): Readonly<Record<string, unknown>> | null {
  try {
    const record: unknown = JSON.parse(line.toString())
    return isObject(record) ? record : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPrediction = (record: Readonly<Record<string, unknown>> | null): record is Readonly<Record<string, unknown>> & LoggedPrediction =>
  record !== null &&
  typeof record.id === 'string' &&
  typeof record.model === 'string' &&
  typeof record.atMs === 'number' &&
  Math.abs(record.atMs) <= 8.64e15 &&
  isObject(record.row) &&
  isObject(record.prediction)

/** The files of a log's folder, those that are still written to among them. */
async function filesOf(path: string): Promise<{ readonly predictions: readonly string[]; readonly feedback: readonly string[] }> {
  try {
    if (!(await stat(path)).isDirectory()) return { predictions: [path], feedback: [] }
    const names = (await readdir(path)).filter((name) => /^(predictions|feedback)-.*\.ndjson(\.open)?$/.test(name)).sort()
    const of = (kind: string) => names.filter((name) => name.startsWith(kind)).map((name) => join(path, name))
    return { predictions: of('predictions'), feedback: of('feedback') }
  } catch (cause) {
    throw fileError(path, { action: 'read', cause })
  }
}

function several(models: readonly string[], path: string): MillraceError {
  return new MillraceError({
    code: 'E_DRIFT_LOG_MODELS',
    message: `${path} has predictions of ${models.length} models (${models.slice(0, 10).join(', ')}); choose one by --model`,
    details: { path, models: models.slice(0, 100) },
  })
}
