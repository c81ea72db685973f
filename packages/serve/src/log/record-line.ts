import type { Feedback, Json, ServedPrediction } from '@millrace/core'

/** Writes a prediction as one line, without its end; the time comes first, so that a reader can pass over lines of other times without parsing them. */
export type LineEncoder = (prediction: ServedPrediction) => string

/** Encodes predictions with all columns of their rows, or with those of an allow-list alone. */
export function lineEncoder(fields?: readonly string[]): LineEncoder {
  const allowed = fields && [...new Set(fields)]
  return ({ id, atMs, model, version, row, prediction }) =>
    JSON.stringify({ atMs, id, model, version, row: allowed ? pick(row, allowed) : row, prediction })
}

function pick(row: ServedPrediction['row'], names: readonly string[]): ServedPrediction['row'] {
  const kept: Record<string, Json> = Object.create(null)
  for (const name of names) if (Object.hasOwn(row, name)) kept[name] = row[name]!
  return kept
}

/** Writes feedback as one line, with its end. */
export const feedbackLine = ({ id, label, atMs }: Feedback): string => `${JSON.stringify({ atMs, id, label })}\n`

/** The time of a line that {@link lineEncoder} wrote; NaN where it must be parsed to know. */
export function timeOfLine(line: string): number {
  return line.startsWith('{"atMs":') ? Number.parseFloat(line.slice(8, 40)) : Number.NaN
}

/** Reads a prediction; null where the line is none, as one that a crash has torn. */
export function decodePrediction(line: string): ServedPrediction | null {
  const record = parse(line)
  if (!isRecord(record) || typeof record.id !== 'string' || !Number.isFinite(record.atMs)) return null
  const { id, atMs, model, version, row, prediction } = record as Partial<ServedPrediction>
  if (typeof model !== 'string' || !(version === null || Number.isSafeInteger(version))) return null
  if (!isRecord(row) || !isRecord(prediction)) return null
  return { id: id!, atMs: atMs!, model, version: version!, row, prediction }
}

/** Reads feedback; null where the line is none. */
export function decodeFeedback(line: string): Feedback | null {
  const record = parse(line)
  if (!isRecord(record) || typeof record.id !== 'string' || !Number.isFinite(record.atMs)) return null
  const { id, atMs, label } = record as unknown as Feedback
  return ['string', 'number', 'boolean'].includes(typeof label) ? Object.freeze({ id, label, atMs }) : null
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Record<string, Json> => typeof value === 'object' && value !== null && !Array.isArray(value)
