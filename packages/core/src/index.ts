export { followsAuditEntry, sealAuditEntry } from './contracts/audit-entry.ts'
export { hasCode } from './errors/has-code.ts'
export { MillraceError } from './errors/millrace-error.ts'
export { add, clamp, div, greatest, least, modulo, mul, sub } from './expression/arithmetic.ts'
export { eq, ge, gt, isIn, le, lt, ne } from './expression/comparison.ts'
export { day, dayOfMonth, daysBetween, epochDay, epochMilliseconds, month, weekday, year } from './expression/dates.ts'
export { abs, exp, floor, log, pow, sqrt } from './expression/elementary.ts'
export { estimate } from './expression/estimate.ts'
export { columnExpr, constant } from './expression/expr.ts'
export { defineFeatures } from './expression/features.ts'
export { log1p, signedLog } from './expression/log1p.ts'
export { and, coalesce, isNull, not, or, when } from './expression/logic.ts'
export { bucket, lookup, pick } from './expression/lookup.ts'
export { cells, count, maximum, mean, minimum, nulls, quantiles, stddevPop, sumBy, topValues } from './expression/statistics.ts'
export { specDigest } from './expression/spec-digest.ts'
export { defineGroup, defineTransform } from './expression/transform.ts'
export { fileError } from './files/file-error.ts'
export { compute } from './fit/compute.ts'
export { fit } from './fit/fit.ts'
export { checkRelativePath, resolveInside, safeJoin } from './files/safe-path.ts'
export { readFileLimited } from './files/read-limited.ts'
export { syncFolder } from './files/sync-folder.ts'
export { writeFolderAtomically } from './files/write-folder.ts'
export { memoryEngine, nodesOf } from './fit/memory-engine.ts'
export { quantilesOfSorted } from './fit/quantiles.ts'
export { buildTrees } from './trees/build-trees.ts'
export { checkTrees } from './trees/check-trees.ts'
export { predecessor } from './trees/predecessor.ts'
export { explainTrees } from './trees/shap/explain-trees.ts'
export { treeLimits } from './trees/tree-limits.ts'
export { extendGraph } from './graph/extend-graph.ts'
export { columnsRead, reachable } from './graph/graph.ts'
export { graphToJson } from './graph/graph-json.ts'
export { graphLimits } from './graph/graph-limits.ts'
export { loadGraph } from './graph/load-graph.ts'
export { argumentsOf, operations } from './graph/operation.ts'
export { canonicalJson } from './json/canonical-json.ts'
export { deepFreeze } from './json/deep-freeze.ts'
export { digestBytes, digestJson } from './json/digest.ts'
export { parseJson } from './json/parse-json.ts'
export { silentLogger } from './logging/logger.ts'
export { redactUrl } from './logging/redact-text.ts'
export { createMachine, runGraph } from './machine/machine.ts'
export { goldenRows } from './model/golden-rows.ts'
export { loadModel } from './model/load-model.ts'
export { createModel } from './model/model.ts'
export { explainTable } from './model/explain-table.ts'
export { featurePrefix } from './model/model-definition.ts'
export { saveModel } from './model/save-model.ts'
export { terminalProgress } from './progress/terminal-progress.ts'
export { throttleProgress } from './progress/throttle-progress.ts'
export { untilAborted } from './progress/until-aborted.ts'
export { yieldToEventLoop } from './progress/yield-to-event-loop.ts'
export { seededRandom } from './random/random.ts'
export { formatDay, formatInstant, parseDay, parseInstant } from './schema/calendar.ts'
export { compileCheck } from './schema/check-value.ts'
export { isText } from './schema/column-spec.ts'
export { columnsToJsonSchema } from './schema/json-schema.ts'
export { fromPhysical, toPhysical } from './schema/physical-value.ts'
export { findColumn, schemaFromColumns } from './schema/schema.ts'
export { schemaOf } from './schema/schema-of.ts'
export { compareCodePoints } from './table/code-points.ts'
export { concatColumns, lengthOf } from './table/column.ts'
export { fromRows, tableOfRows } from './table/from-rows.ts'
export { shown } from './table/row-issue.ts'
export { refineRow, rowsInvalid } from './table/rows-invalid.ts'
export { Table } from './table/table.ts'
export { digestTable, rowDigests } from './table/table-digest.ts'
export { pageBytes, webAssembly } from './webassembly/web-assembly.ts'

export type { Artifact, ArtifactInfo, ArtifactStore, GetArtifactOptions, PutArtifactOptions } from './contracts/artifact-store.ts'
export type { AuditDraft, AuditEntry } from './contracts/audit-entry.ts'
export type { AnyEvidence, ClassEvidence, Evidence, EvidenceOf, ValueEvidence } from './contracts/evidence.ts'
export type { Loadable, OpaqueModel } from './contracts/loadable.ts'
export type { ModelSource, ModelSourceEvent, ServedModel, ServedVersion } from './contracts/model-source.ts'
export type { ModelStage, ModelVersion, NewModelVersion, RegisteredModel, VersionReference } from './contracts/model-version.ts'
export type {
  Feedback,
  LoggedPrediction,
  PredictionLog,
  PredictionLogCounters,
  PredictionQuery,
  ServedPrediction,
} from './contracts/prediction-log.ts'
export type { ChangeContext, RegistryChange } from './contracts/registry-change.ts'
export type { AuditQuery, ModelQuery, RegistryStore, VersionQuery } from './contracts/registry-store.ts'
export type { DatasetInput, Lifecycle, Metric, Run, RunEntries, RunRecorder, RunStatus } from './contracts/run.ts'
export type { ExperimentQuery, RunCondition, RunOrder, RunQuery } from './contracts/run-query.ts'
export type { Filter, NumberTest, Page, PageRequest, PresenceTest, TextTest } from './contracts/search.ts'
export type { Experiment, ExperimentChange, NewRun, RunChange, TrackingStore } from './contracts/tracking-store.ts'
export type { StatisticAnswer, StatisticsEngine, StatisticsRequest } from './contracts/statistics-engine.ts'
export type {
  EstimatorOperation,
  FittedEstimator,
  Task,
  TaskKind,
  Trainer,
  TrainingData,
  TrainingRows,
  TrainOptions,
} from './contracts/trainer.ts'
export type { MillraceErrorOptions } from './errors/millrace-error.ts'
export type { ColumnOf, Columns, Day, Instant } from './expression/column-types.ts'
export type { Answers, Definition, FitContext, Named, Needs } from './expression/definition.ts'
export type { Expr, ExprGroup, Keep, Nulls, Numeric, Reads, SpecNode } from './expression/expr.ts'
export type { AnyFeatureSpec, FeatureMap, FeatureSpec } from './expression/features.ts'
export type { LookupOptions } from './expression/lookup.ts'
export type { CellSums, KeySum, Statistic, StatisticOf, TopValue, ValueCount } from './expression/statistic.ts'
export type { GroupTransform, Transform } from './expression/transform.ts'
export type { ReadFileLimitedOptions } from './files/read-limited.ts'
export type { FolderEntry, WriteFolderOptions } from './files/write-folder.ts'
export type { FitOptions } from './fit/fit.ts'
export type { FittedFeatures, Provenance } from './fit/fitted-features.ts'
export type { GraphParts } from './graph/extend-graph.ts'
export type { Graph, GraphNode } from './graph/graph.ts'
export type { GraphJson } from './graph/graph-json.ts'
export type {
  BinaryName,
  BucketOperation,
  LinearOperation,
  LookupOperation,
  Operation,
  OperationName,
  PickOperation,
  TreesOperation,
  UnaryName,
} from './graph/operation.ts'
export type { SideArray } from './graph/side-arrays.ts'
export type { Digest } from './json/digest.ts'
export type { Json } from './json/json.ts'
export type { ParseJsonOptions } from './json/parse-json.ts'
export type { Logger } from './logging/logger.ts'
export type { ColumnSource } from './machine/column-source.ts'
export type { Machine, MachineOptions } from './machine/machine.ts'
export type { Contribution, ExplainOptions, Explanation, FeatureContribution } from './model/explain.ts'
export type { ColumnContributions, ExplainTableOptions, FeatureContributions, TableExplanation } from './model/explain-table.ts'
export type { LoadModelOptions } from './model/load-model.ts'
export type { AnyModel, Model, ModelOf, ModelTypes } from './model/model.ts'
export type { EstimatorRecord, GoldenRow, Lineage, ModelDefinition, ModelOutput } from './model/model-definition.ts'
export type {
  ClassPrediction,
  ClassProbability,
  Prediction,
  PredictionKinds,
  PredictionOf,
  PredictionTable,
  ValuePrediction,
} from './model/prediction.ts'
export type { SavedModel, SaveModelOptions } from './model/save-model.ts'
export type { BinaryTarget, ClassLabel, MulticlassTarget, RegressionTarget, TargetRecord } from './model/target-record.ts'
export type { Progress, ProgressEvent, WorkOptions } from './progress/progress.ts'
export type { TerminalProgress, TerminalProgressOptions, TerminalStream } from './progress/terminal-progress.ts'
export type { ThrottleProgressOptions } from './progress/throttle-progress.ts'
export type { Random } from './random/random.ts'
export type { ValueCheck } from './schema/check-value.ts'
export type { ColumnKind, ColumnSpec } from './schema/column-spec.ts'
export type { PhysicalValue } from './schema/physical-value.ts'
export type { Schema } from './schema/schema.ts'
export type { Column, NumberColumn, StringColumn } from './table/column.ts'
export type { RowIssue } from './table/row-issue.ts'
export type { SortOptions, TableOptions } from './table/table.ts'
export type { BuildTreesOptions, TreeLeaf, TreeNode, TreeSplit } from './trees/build-trees.ts'
export type { CheckTreesOptions } from './trees/check-trees.ts'
export type { ExplainTreesOptions, TreeContributions } from './trees/shap/explain-trees.ts'
export type { CategorySets, TreeEnsemble } from './trees/tree-ensemble.ts'
export type { TreeLimits } from './trees/tree-limits.ts'
export type { CompiledModule, ModuleMemory, WebAssemblyApi } from './webassembly/web-assembly.ts'
