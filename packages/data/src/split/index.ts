export { foldIndexes, folds } from './folds.ts'
export { kFold } from './k-fold.ts'
export { split } from './split.ts'

export type { Fold, FoldIndexesOptions, FoldsOptions } from './folds.ts'
export type { KFoldOptions } from './k-fold.ts'
export type { GroupAssignment, OrderedAssignment, RandomAssignment, RowAssignment, TimeAssignment } from './row-assignment.ts'
export type { SplitOptions } from './split.ts'
