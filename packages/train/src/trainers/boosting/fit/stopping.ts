import type { TrainingData } from '@millrace/core'
import type { EarlyStoppingOptions, GradientBoostingOptions } from '../options.ts'

/** How the number of rounds is found. */
export type Stopping =
  | { readonly by: 'none' }
  | { readonly by: 'validation'; readonly patience: number }
  | { readonly by: 'share'; readonly patience: number; readonly share: number }
  | { readonly by: 'cross-validation'; readonly patience: number; readonly folds: number }

/** Fewer rows than these a fold, or held out, say nothing. */
const fewestRows = 2

/** Chooses how to stop early, as the options describe. */
export function stoppingFor({ earlyStopping }: GradientBoostingOptions, data: TrainingData, continues: boolean): Stopping {
  if (earlyStopping === false || data.features.length === 0) return { by: 'none' }
  const { rounds: patience = 50, share = 0.1, folds = 5, crossValidateBelow = 5000 }: EarlyStoppingOptions = earlyStopping ?? {}
  const rows = data.target.length
  if (data.validation !== undefined && data.validation.target.length > 0) return { by: 'validation', patience }
  if (continues) return { by: 'none' }
  if (rows < crossValidateBelow) return rows >= fewestRows * folds ? { by: 'cross-validation', patience, folds } : { by: 'none' }
  return rows * share >= fewestRows ? { by: 'share', patience, share } : { by: 'none' }
}
