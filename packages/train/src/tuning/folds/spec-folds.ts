import { specDigest, type Table, type TaskKind, type WorkOptions } from '@millrace/core'
import { folds as divide } from '@millrace/data/split'
import { type FoldDivision, foldTable } from '../../evaluation/fold-table.ts'
import type { ModelSpec } from '../../model/define-model.ts'
import { prepare, rowsOf } from '../../model/prepare.ts'
import { targetKindOf } from '../../model/targets/target-kinds.ts'
import type { StudyFold } from './study-fold.ts'

/** How a table is divided. */
export interface SpecFoldOptions extends FoldDivision, Pick<WorkOptions, 'signal'> {
  readonly weights?: Float64Array | undefined
}

type AnySpec = ModelSpec<unknown, unknown, unknown, TaskKind>

/** The folds of a table as `crossValidate` makes them, features fitted anew to the rows of each that are learnt from. */
export async function specFolds(spec: AnySpec, table: Table, options: SpecFoldOptions): Promise<readonly StudyFold[]> {
  const { seed, weights, signal } = options
  const folded = foldTable(table as Table<never>, spec.target, options)
  const kind = targetKindOf(spec.target)
  const settled = { ...spec, target: kind.settle(spec.target, kind.read(folded.table, spec.target, weights).record) }
  const made: StudyFold[] = []
  for (const { train, test, trainRows, testRows } of divide(folded.table, folded)) {
    const weightsOf = (rows: Int32Array) => weights && Float64Array.from(rows, (row) => weights[row]!)
    const prepared = await prepare(settled, train, { seed, signal, weights: weightsOf(trainRows) })
    made.push({ train: prepared.data, test: { ...rowsOf(prepared, test), weights: weightsOf(testRows) } })
  }
  return made
}

const mostKept = 4

/** Makes folds once for specs of equal features; those of the last few are kept. */
export function foldsBySpec(make: (spec: AnySpec) => Promise<readonly StudyFold[]>): (spec: AnySpec) => Promise<readonly StudyFold[]> {
  const kept = new Map<string, Promise<readonly StudyFold[]>>()
  return (spec) => {
    const key = specDigest(spec.features)
    const known = kept.get(key) ?? make(spec)
    kept.delete(key)
    kept.set(key, known)
    for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest)
    return known
  }
}
