import { basename } from 'node:path'
import { type DatasetInput, redactUrl } from '@millrace/core'

/**
 * Data that a run reads: as {@link DatasetInput}, or a file with a digest, such as `version` of `@millrace/data` gives.
 *
 * @category Runs
 * @since 0.1.0
 */
export type RunDataset = DatasetInput | (Omit<DatasetInput, 'name' | 'source'> & { readonly path: string; readonly name?: string })

/** The part of a dataset that is kept: a file is called by its name, and sources lose their credentials. */
export function datasetInput(dataset: RunDataset): DatasetInput {
  const [name, source] = 'path' in dataset ? [dataset.name ?? basename(dataset.path), dataset.path] : [dataset.name, dataset.source]
  const { digest, context, rowCount, schema, statistics } = dataset
  return {
    name,
    digest,
    ...(context !== undefined && { context }),
    ...(source !== undefined && { source: redactUrl(source) }),
    ...(rowCount !== undefined && { rowCount }),
    ...(schema !== undefined && { schema }),
    ...(statistics !== undefined && { statistics }),
  }
}
