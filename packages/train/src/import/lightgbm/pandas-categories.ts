import type { Json } from '@millrace/core'
import { type CategoryValues, checkCategories } from '../category-codes.ts'
import { invalidFile } from '../import-error.ts'
import type { LightgbmFile } from './read-file.ts'

/** The categories of a pandas frame by index of the feature; a text where they cannot be told apart from codes. */
export function pandasCategories({ pandasCategories, parameters, features }: LightgbmFile): ReadonlyMap<number, CategoryValues> | string {
  if (pandasCategories === null) return new Map()
  if (!Array.isArray(pandasCategories)) throw faulty('it is not a list')
  const lists = pandasCategories as readonly Json[]
  const columns = (parameters.get('categorical_feature') ?? '')
    .split(',')
    .filter((index) => index !== '')
    .map(Number)
  if (columns.length !== lists.length) {
    return `the file names the categories of ${lists.length} columns, and ${columns.length} are categorical: categories are given by code`
  }
  const wrong = columns.find((index) => !(Number.isInteger(index) && index >= 0 && index < features.length))
  if (wrong !== undefined) throw faulty(`feature ${wrong} does not exist`)
  const inOrder = columns.toSorted((a, b) => a - b)
  return new Map(
    lists.map((values, i) => {
      const categories = Array.isArray(values) ? checkCategories(values) : 'it is not a list of lists'
      if (typeof categories === 'string') throw faulty(`${categories}, of feature '${features[inOrder[i]!]}'`)
      return [inOrder[i]!, categories]
    }),
  )
}

const faulty = (problem: string) => invalidFile('LightGBM', 'pandas_categorical', problem)
