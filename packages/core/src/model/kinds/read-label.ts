import { type JsonReader, mismatch } from '../../json/read-json.ts'
import type { ClassLabel } from '../target-record.ts'

/** Reads a label that is stored. */
export const readLabel: JsonReader<ClassLabel> = (value) =>
  value === undefined || value === null || typeof value === 'object' ? mismatch('is not a string, number or boolean') : value
