import { buildTrees, columnExpr, type EstimatorRecord, type Expr, estimate } from '@millrace/core'
import { labelsOf } from '../answer.ts'
import { assembleImport, numberColumn, textColumn } from '../assemble-import.ts'
import { categoryCode, isTextual } from '../category-codes.ts'
import { checkSize } from '../check-size.ts'
import { columnNames } from '../column-names.ts'
import type { ImportedModel, ImportOptions, ImportTarget } from '../import-options.ts'
import { readXgboost, type XgboostFile } from './read-file.ts'

/**
 * Reads a model that XGBoost saved (`booster.save_model(path)`), as JSON or as UBJSON, which is told by its first bytes.
 *
 * XGBoost rounds features to float32; thresholds are read as the doubles that decide as it would for every double, so each row reaches XGBoost's leaf. XGBoost sums
 * leaves in float32 and this in float64: scores agree to about 1e-6 of the sum of the leaves. `explain` gives its SHAP values, by the hessian sums that the file keeps.
 * Where a file holds category names (XGBoost 3.1 and later), the model takes these; a name that training did not see is an error in XGBoost and null here. Other
 * categories are codes, whole numbers from 0. All trees are used, as `Booster.predict` does; a warning says where early stopping found fewer better. The label is the
 * positive one where its probability is above 0.5.
 *
 * @param source - the whole file: bytes, or the text of a JSON model
 * @param options - name, target and column names
 * @returns the model, with golden rows made from its thresholds
 * @throws MillraceError `E_IMPORT_INVALID` when the file is damaged, `E_JSON_*` when it is not JSON, `E_IMPORT_UNSUPPORTED` when it has linear boosters, trees with
 * several outputs or an objective that is not known, `E_IMPORT_TARGET` and `E_IMPORT_COLUMNS` when the options do not fit it, `E_IMPORT_TOO_LARGE`
 * @see https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html
 * @example
 * ```ts
 * import { fromXgboost } from '@millrace/train'
 *
 * const tree = {
 *   tree_param: { num_nodes: '3' }, left_children: [1, -1, -1], right_children: [2, -1, -1], split_indices: [0, 0, 0],
 *   split_conditions: [40, -1, 2], default_left: [1, 0, 0], sum_hessian: [100, 60, 40],
 * }
 * const learner = {
 *   feature_names: ['income'], learner_model_param: { base_score: '5E-1', num_class: '0', num_feature: '1' }, objective: { name: 'binary:logistic' },
 *   gradient_booster: { name: 'gbtree', model: { gbtree_model_param: {}, trees: [tree], tree_info: [0] } },
 * }
 * const model = fromXgboost(JSON.stringify({ learner }), { target: { kind: 'binary', column: 'repaid', positive: 'yes', negative: 'no' } })
 * model.predict({ income: 40 }).label // => 'yes'
 * model.predict({ income: 39.9 }).score // => -1
 * ```
 * @category Import
 * @since 0.1.0
 */
export function fromXgboost<const Target extends ImportTarget = ImportTarget>(
  source: string | Uint8Array,
  options: ImportOptions<Target> = {},
): ImportedModel<Target> {
  checkSize('XGBoost', source, options.maxBytes)
  const file = readXgboost(source)
  const names = columnNames('XGBoost', file.features, options.columns)
  const inputs = names.map((name, feature) => {
    const values = file.categories.get(feature)
    return values !== undefined && isTextual(values) ? textColumn(name) : numberColumn(name)
  })
  const features = new Map(
    file.arguments.map((feature) => {
      const values = file.categories.get(feature)
      const column = columnExpr<never, string>(inputs[feature]!)
      return [names[feature]!, values === undefined ? (column as Expr<number>) : categoryCode(column, values)]
    }),
  )
  const scores = file.trees.map((trees, k) => {
    const own = trees.length === 0 ? [{ value: 0, cover: 0 }] : trees
    return estimate({ op: 'trees', trees: buildTrees(own, { base: file.base[k]!, aggregate: 'sum' }) }, [...features.values()])
  })
  const answer = file.objective.answer(scores)
  return assembleImport('XGBoost', { inputs, features, answer, labels: labelsOf(answer), estimator: estimatorOf(file) }, options)
}

function estimatorOf({ version, booster, objectiveName, iterations, bestIteration }: XgboostFile): EstimatorRecord {
  const tooMany = bestIteration !== null && bestIteration + 1 < iterations
  const warning = `all ${iterations} iterations are used, and early stopping found ${(bestIteration ?? 0) + 1} best; save booster[:best_iteration + 1] to use these alone`
  return {
    kind: 'xgboost',
    params: { booster, objective: objectiveName },
    diagnostics: { version, iterations },
    warnings: tooMany ? [warning] : [],
  }
}
