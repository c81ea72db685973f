import { defineFeatures, type Expr, type FeatureMap, type Table } from '@millrace/core'
import { impute, oneHot, standardize } from '@millrace/data'
import { binary, defineModel, logisticRegression, type ModelSpec } from '@millrace/train'
import { type DataSet, type Row, readRows, schemaFor } from '../support/data-sets.ts'

/** Spec, training and test rows of a data set, as the protocol of the reference wants them. */
export async function prepare(
  set: DataSet,
  folder: URL,
): Promise<{ readonly spec: ModelSpec<Row, string, Row>; readonly train: Table<Row>; readonly test: Table<Row> }> {
  const features = defineFeatures(schemaFor(set), (row) => {
    const columns = row as unknown as Readonly<Record<string, Expr<never>>>
    const numbers = set.numbers.map((name) => [name, columns[name]!.pipe(impute('median'), standardize())])
    const texts = set.texts.map((name) => [name, columns[name]!.pipe(oneHot({ nulls: 'most-frequent', other: false }))])
    return Object.fromEntries([...numbers, ...texts]) as FeatureMap
  })
  const options = { name: set.name, features, target: binary(set.target, { positive: set.positive }), trainer: logisticRegression() }
  // The columns are known when the test runs, not to the compiler.
  const spec = defineModel(options as never) as ModelSpec<Row, string, Row>
  const all = await readRows(set, new URL(set.train, folder))
  if (set.test !== undefined) return { spec, train: all, test: await readRows(set, new URL(set.test, folder)) }
  return { spec, train: all.filter((_, index) => index % 5 !== 0), test: all.filter((_, index) => index % 5 === 0) }
}
