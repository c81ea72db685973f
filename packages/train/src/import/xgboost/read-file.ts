import { parseJson, type TreeNode } from '@millrace/core'
import type { CategoryValues } from '../category-codes.ts'
import { unsupportedFile } from '../import-error.ts'
import { importLimits } from '../import-limits.ts'
import { createUses } from '../index-of-uses.ts'
import { readUbjson, type UbjsonValue } from '../ubjson/read-ubjson.ts'
import { readCategories } from './categories.ts'
import { documentField, elements, type Field, fault, member, numbers, text, texts, whole } from './field.ts'
import { type Objective, objectiveOf } from './objective.ts'
import { readTree } from './read-tree.ts'

/** What an XGBoost model holds. */
export interface XgboostFile {
  readonly version: string
  readonly booster: string
  readonly objectiveName: string
  readonly objective: Objective
  readonly features: readonly string[]
  readonly categories: ReadonlyMap<number, CategoryValues>
  /** The feature that each argument of the trees is. */
  readonly arguments: readonly number[]
  /** The trees of each class, or of the one output. */
  readonly trees: readonly (readonly TreeNode[])[]
  /** The margin that each class starts from. */
  readonly base: readonly number[]
  /** The iteration that early stopping found best, where there was such. */
  readonly bestIteration: number | null
  readonly iterations: number
}

/** Reads a saved model, JSON or UBJSON. */
export function readXgboost(source: string | Uint8Array): XgboostFile {
  const document = documentField(parse(source))
  const learner = member(document, 'learner')
  const settings = member(learner, 'learner_model_param')
  const optional = (key: string, most: number) => {
    const field = member(settings, key)
    return field.value === undefined ? 1 : Math.max(1, whole(field, 0, most))
  }
  if (optional('num_target', importLimits.classes) > 1) throw unsupportedFile('XGBoost', 'models of several targets are not read')
  const classes = optional('num_class', importLimits.classes)
  const objectiveName = text(member(member(learner, 'objective'), 'name'))
  const objective = objectiveOf(objectiveName)
  if ((objective.kind === 'multiclass') !== classes > 1) throw fault(member(settings, 'num_class'), `is ${classes} for '${objectiveName}'`)
  const booster = member(learner, 'gradient_booster')
  const name = text(member(booster, 'name'))
  if (name !== 'gbtree' && name !== 'dart') throw unsupportedFile('XGBoost', `the booster '${name}' is not read; gbtree and dart are`)
  const model = name === 'dart' ? member(member(booster, 'gbtree'), 'model') : member(booster, 'model')
  const features = featureNames(learner, whole(member(settings, 'num_feature'), 0, importLimits.features))
  const fields = elements(member(model, 'trees'), importLimits.trees)
  const weights = name === 'dart' ? numbers(member(booster, 'weight_drop'), importLimits.trees, fields.length) : null
  const groups = numbers(member(model, 'tree_info'), importLimits.trees, fields.length)
  const uses = createUses<number>((feature) => feature)
  const trees = Array.from({ length: classes }, (): TreeNode[] => [])
  for (const [i, field] of fields.entries()) {
    const group = trees[groups[i]!]
    if (group === undefined) throw fault(member(model, 'tree_info'), `puts tree ${i} into class ${groups[i]} of ${classes}`)
    group.push(readTree(field, { features: features.length, weight: weights?.[i] ?? 1, uses }))
  }
  return {
    version: versionOf(document),
    booster: name,
    objectiveName,
    objective,
    features,
    categories: readCategories(model, features.length),
    arguments: uses.values,
    trees,
    base: readBase(member(settings, 'base_score'), classes, objective),
    ...iterationsOf(learner, model, fields.length / classes),
  }
}

function parse(source: string | Uint8Array): UbjsonValue {
  // '{' starts both; a JSON object goes on with '"' or white space, and UBJSON with the kind of a key's length.
  const isJson = typeof source === 'string' || /^(\uFEFF|\xEF\xBB\xBF)?\s*\{\s*["}]/.test(String.fromCharCode(...source.subarray(0, 40)))
  if (!isJson) return readUbjson(source)
  return parseJson(source, { name: 'the XGBoost model', maxBytes: Number.POSITIVE_INFINITY })
}

function featureNames(learner: Field, count: number): readonly string[] {
  const field = member(learner, 'feature_names')
  const names = field.value === undefined ? [] : texts(field, importLimits.features)
  if (names.length === 0) return Array.from({ length: count }, (_, i) => `f${i}`)
  if (names.length !== count) throw fault(field, `holds ${names.length} names for ${count} features`)
  if (new Set(names).size < count || names.includes('')) throw fault(field, 'holds a name twice, or an empty one')
  return names
}

/** A number; since XGBoost 3.1 a list in a string, with one number or one a class. */
function readBase(field: Field, classes: number, { margin }: Objective): number[] {
  const words =
    typeof field.value === 'number'
      ? [String(field.value)]
      : text(field)
          .replace(/^\[|\]$/g, '')
          .split(',', classes + 1)
  const base = words.map((word) => (word.trim() === '' ? Number.NaN : margin(Number(word))))
  if (base.some((number) => !Number.isFinite(number))) throw fault(field, 'is not a prediction of this objective')
  if (base.length !== 1 && base.length !== classes) throw fault(field, `holds ${base.length} numbers for ${classes} classes`)
  return Array.from({ length: classes }, (_, k) => base[base.length === 1 ? 0 : k]!)
}

function iterationsOf(learner: Field, model: Field, rounds: number): Pick<XgboostFile, 'bestIteration' | 'iterations'> {
  const parallel = member(member(model, 'gbtree_model_param'), 'num_parallel_tree')
  const perRound = parallel.value === undefined ? 1 : Math.max(1, whole(parallel, 0, importLimits.trees))
  const attributes = member(learner, 'attributes')
  const best = attributes.value === undefined ? attributes : member(attributes, 'best_iteration')
  return { iterations: Math.floor(rounds / perRound), bestIteration: best.value === undefined ? null : whole(best, 0, importLimits.trees) }
}

function versionOf(document: Field): string {
  const field = member(document, 'version')
  return field.value === undefined ? 'unknown' : Array.from(numbers(field, 8)).join('.')
}
