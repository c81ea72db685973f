import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Table } from '@millrace/core'
import { kFold, writeCsv } from '@millrace/data'
import { repository } from '../../../../scripts/workspace.ts'
import { type Row, readRows, schemaFor } from '../../test/support/data-sets.ts'
import type { Study } from './studies.ts'

/** Name of the column of stored folds. */
export const foldColumn = 'fold'

const data = join(repository, '../shared/data')
const cache = join(repository, 'node_modules/.cache/bench/accuracy')

/** The schema of a study's rows. */
export const schemaOf = (study: Study) => schemaFor(study, { isNumber: study.kind === 'regression' })

/** The rows of a study with five stored folds, stratified by class; throws with a reason where the files are not here. */
export async function foldedRows(study: Study, seed = 7): Promise<Table<Row>> {
  const file = join(data, study.train)
  if (!existsSync(file)) throw new Error(`the data sets (shared/data beside the repository) are not here: there is no ${study.train}`)
  const rows = await readRows(study, pathToFileURL(file), schemaOf(study))
  const into = { folds: 5, column: foldColumn, seed } as const
  return study.kind === 'regression' ? kFold(rows, into) : kFold(rows, { ...into, stratify: study.target })
}

/** Writes the rows, folds included, for the peers, and returns the folder; it lies in the cache, since not all of the data may be copied further. */
export async function exportRows(study: Study, rows: Table<Row>): Promise<string> {
  const folder = join(cache, study.name)
  mkdirSync(folder, { recursive: true })
  const { kind, numbers, texts, target, positive } = study
  writeFileSync(join(folder, 'study.json'), JSON.stringify({ kind, numbers, texts, target, positive, fold: foldColumn }))
  await writeCsv(rows, join(folder, 'rows.csv'))
  return folder
}
