export { inferSchema } from './csv/infer-schema.ts'
export { readCsv } from './csv/read-csv.ts'
export { writeCsv } from './csv/write-csv.ts'
export { describe } from './describe/describe.ts'
export { formatStatistics } from './describe/format-statistics.ts'
export { foldIndexes, folds } from './split/folds.ts'
export { kFold } from './split/k-fold.ts'
export { split } from './split/split.ts'
export { bucketize, quantileBuckets } from './transforms/buckets.ts'
export { categorical } from './transforms/categorical.ts'
export { clip } from './transforms/clip.ts'
export { frequency, ordinal } from './transforms/encodings.ts'
export { impute } from './transforms/impute.ts'
export { indicator } from './transforms/indicator.ts'
export { oneHot } from './transforms/one-hot.ts'
export { minMax, robust, standardize } from './transforms/scaling.ts'
export { targetEncode } from './transforms/target-encode.ts'
export { checkout } from './version/checkout.ts'
export { digestFile } from './version/digest-file.ts'
export { initRepository } from './version/init-repository.ts'
export { readPointer } from './version/read-pointer.ts'
export { verifyVersion } from './version/verify-version.ts'
export { version } from './version/version.ts'

export type { CsvLimits, CsvOptions } from './csv/csv-options.ts'
export type { CsvSource } from './csv/csv-source.ts'
export type { InferredSchema, InferSchemaOptions } from './csv/infer-schema.ts'
export type { QuarantinedRead, ReadCsvOptions } from './csv/read-csv.ts'
export type { CsvIssue, QuarantinedRow } from './csv/refused-rows.ts'
export type { WriteCsvOptions, WrittenCsv } from './csv/write-csv.ts'
export type { DescribeOptions } from './describe/describe.ts'
export type {
  BooleanStatistics,
  ColumnStatistics,
  Histogram,
  NumberStatistics,
  PresenceStatistics,
  Quantile,
  TableStatistics,
  TextStatistics,
  TimeStatistics,
} from './describe/statistics.ts'
export type { Fold, FoldIndexesOptions, FoldsOptions } from './split/folds.ts'
export type { KFoldOptions } from './split/k-fold.ts'
export type { GroupAssignment, OrderedAssignment, RandomAssignment, RowAssignment, TimeAssignment } from './split/row-assignment.ts'
export type { SplitOptions } from './split/split.ts'
export type { ClipOptions } from './transforms/clip.ts'
export type { OrdinalOptions } from './transforms/encodings.ts'
export type { Fill } from './transforms/impute.ts'
export type { OneHotOptions } from './transforms/one-hot.ts'
export type { TargetEncodeOptions } from './transforms/target-encode.ts'
export type { CheckoutOptions, CheckoutResult } from './version/checkout.ts'
export type { FileDigest } from './version/digest-file.ts'
export type { HashKind } from './version/content-hash.ts'
export type { InitRepositoryOptions, InitRepositoryResult } from './version/init-repository.ts'
export type { Pointer, PointerEntry } from './version/pointer.ts'
export type { VersionStatus } from './version/verify-version.ts'
export type { DatasetVersion, VersionOptions } from './version/version.ts'
