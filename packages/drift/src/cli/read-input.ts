import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { parseJson, readFileLimited } from '@millrace/core'
import type { Profile } from '../profile/profile-types.ts'
import { readProfile } from '../profile/read-profile.ts'
import { readCsvTable } from './read-csv-table.ts'
import { readNdjson } from './rows/read-ndjson.ts'
import type { CsvForm, ReadOptions } from './rows/read-options.ts'
import type { ReadRows } from './rows/table-builder.ts'
import { usageError } from './usage-error.ts'

const maxProfileBytes = 268_435_456
const maxAttributionBytes = 16_777_216

/** Whether a file holds a profile: by its name, `.json`. */
export const isProfile = (path: string): boolean => extname(path).toLowerCase() === '.json'

/** Reads a profile. */
export async function readProfileFile(path: string): Promise<Profile> {
  const limits = { name: path, maxBytes: maxProfileBytes }
  return readProfile(parseJson(await readFileLimited(path, limits), limits))
}

/** Reads rows: CSV by the name (`.csv`, `.tsv`), else one JSON object a line; `-` is the standard input. */
export async function readRows(path: string, options: ReadOptions & { readonly csv: CsvForm }): Promise<ReadRows> {
  const kind = extname(path).toLowerCase()
  if (kind !== '.csv' && kind !== '.tsv') return readNdjson(path, { ...options, size: await sizeOf(path) })
  const csv = kind === '.tsv' && options.csv.delimiter === ',' ? { ...options.csv, delimiter: '\t' } : options.csv
  return readCsvTable(path, { ...options, csv })
}

/** Reads attributions by column, any scale: `{ "income": 0.4, "area": 0.1 }`. */
export async function readAttributions(path: string): Promise<Readonly<Record<string, number>>> {
  const limits = { name: path, maxBytes: maxAttributionBytes }
  const json = parseJson(await readFileLimited(path, limits), limits)
  const isRecord = typeof json === 'object' && json !== null && !Array.isArray(json)
  if (!isRecord || Object.values(json).some((value) => typeof value !== 'number'))
    throw usageError(`${path} holds no attributions; write { "column": number }`)
  return json as Readonly<Record<string, number>>
}

/** Bytes of a regular file. */
export async function sizeOf(path: string): Promise<number | undefined> {
  if (path === '-') return undefined
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? found.size : undefined
}
