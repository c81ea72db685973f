import { abs, buildTrees, coalesce, columnExpr, type Expr, estimate, gt, when } from '@millrace/core'
import { labelsOf } from '../answer.ts'
import { assembleImport, numberColumn, textColumn } from '../assemble-import.ts'
import { categoryCode, isTextual } from '../category-codes.ts'
import { checkSize } from '../check-size.ts'
import { columnNames } from '../column-names.ts'
import type { ImportedModel, ImportOptions, ImportTarget } from '../import-options.ts'
import { answerOf } from './objective.ts'
import { pandasCategories } from './pandas-categories.ts'
import { readLightgbm } from './read-file.ts'
import type { Reading } from './read-tree.ts'

/**
 * Reads a model that LightGBM saved as text (`booster.save_model(path)`).
 *
 * The trees are read as they are: float64 thresholds, default directions, category sets, training counts and gains, so scores are LightGBM's to the last bit and
 * `explain` gives its SHAP values. Where a pandas frame had category columns, the model takes the category names; a name that training did not see is null, as in
 * LightGBM. The other columns are numbers and may be null. The score is LightGBM's raw score; that of a random forest is the sum of its trees, and only the answer is
 * of their mean. The label is the positive one where its probability is above 0.5, as in scikit-learn's wrapper. A model trained on a function of the caller's answers
 * its raw score, as a number.
 *
 * @param text - the whole file
 * @param options - name, target and column names
 * @returns the model, with golden rows made from its thresholds
 * @throws MillraceError `E_IMPORT_INVALID` when the text is damaged, `E_IMPORT_UNSUPPORTED` when it has linear leaves or an objective that is not known,
 * `E_IMPORT_TARGET` and `E_IMPORT_COLUMNS` when the options do not fit it, `E_IMPORT_TOO_LARGE`, and `E_JSON_*` when its list of categories is damaged
 * @see https://lightgbm.readthedocs.io/en/stable/pythonapi/lightgbm.Booster.html#lightgbm.Booster.save_model
 * @example
 * ```ts
 * import { fromLightgbm } from '@millrace/train'
 *
 * const text = [
 *   'tree', 'version=v4', 'num_class=1', 'num_tree_per_iteration=1', 'max_feature_idx=0', 'objective=binary sigmoid:1', 'feature_names=income', '',
 *   'Tree=0', 'num_leaves=2', 'num_cat=0', 'split_feature=0', 'threshold=40', 'decision_type=2', 'left_child=-1', 'right_child=-2',
 *   'leaf_value=-1 2', 'leaf_count=60 40', 'internal_count=100', '', 'end of trees',
 * ].join('\n')
 * const model = fromLightgbm(text, { name: 'repayment', target: { kind: 'binary', column: 'repaid', positive: 'yes', negative: 'no' } })
 * model.predict({ income: 50 }).label // => 'yes'
 * model.predict({ income: 40 }).score // => -1
 * ```
 * @category Import
 * @since 0.1.0
 */
export function fromLightgbm<const Target extends ImportTarget = ImportTarget>(
  text: string,
  options: ImportOptions<Target> = {},
): ImportedModel<Target> {
  checkSize('LightGBM', text, options.maxBytes)
  const file = readLightgbm(text)
  const { trees, treesPerIteration: classes } = file
  const names = columnNames('LightGBM', file.features, options.columns)
  const found = pandasCategories(file)
  const categories = typeof found === 'string' ? new Map<number, never>() : found
  const inputs = names.map((name, feature) => {
    const values = categories.get(feature)
    return values !== undefined && isTextual(values) ? textColumn(name) : numberColumn(name)
  })
  const features = new Map(
    file.arguments.map(({ feature, reading }) => {
      const values = categories.get(feature)
      const column = columnExpr<never, string>(inputs[feature]!)
      const number = values === undefined ? (column as Expr<number>) : categoryCode(column, values)
      return [featureName(names[feature]!, reading), readings[reading](number)]
    }),
  )
  const scores = Array.from({ length: classes }, (_, k) => {
    const own = trees.filter((_, tree) => tree % classes === k)
    return estimate({ op: 'trees', trees: buildTrees(own, { base: 0, aggregate: 'sum' }) }, [...features.values()])
  })
  const answer = answerOf(file.objective, scores, file.averageOutput ? classes / trees.length : 1)
  const params = Object.fromEntries(file.parameters)
  const warnings = typeof found === 'string' ? [found] : []
  const diagnostics = { version: file.version, objective: file.objective, trees: trees.length }
  return assembleImport(
    'LightGBM',
    { inputs, features, answer, labels: labelsOf(answer), estimator: { kind: 'lightgbm', params, diagnostics, warnings } },
    options,
  )
}

/** What LightGBM takes for 0: the float32 nearest to 1e-35. */
const zero = Math.fround(1e-35)

const readings: Readonly<Record<Reading, (x: Expr<number>) => Expr<number>>> = {
  'as it is': (x) => x,
  'null is zero': (x) => coalesce(x, 0),
  'zero is null': (x) => when(gt(abs(x), zero), x, null as never),
}

const featureName = (name: string, reading: Reading) => (reading === 'as it is' ? name : `${name}, ${reading}`)
