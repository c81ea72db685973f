import { type CategoryValues, checkCategories } from '../category-codes.ts'
import { importLimits } from '../import-limits.ts'
import { elements, type Field, fault, member, numbers } from './field.ts'

/** The category names that a model keeps since XGBoost 3.1, by index of the feature. */
export function readCategories(model: Field, features: number): ReadonlyMap<number, CategoryValues> {
  const cats = member(model, 'cats')
  if (cats.value === undefined || cats.value === null) return new Map()
  const encoded = member(cats, 'enc')
  if (encoded.value === undefined) return new Map()
  const columns = elements(encoded, features)
  return new Map(
    columns.flatMap((column, feature) => {
      const found = valuesOf(column)
      if (found.length === 0) return []
      const values = checkCategories(found)
      if (typeof values === 'string') throw fault(column, values)
      return [[feature, values] as const]
    }),
  )
}

/** Strings are bytes one after another with offsets; anything else is a list of numbers. */
function valuesOf(column: Field): readonly (string | number)[] {
  const field = member(column, 'values')
  const values = numbers(field, importLimits.bytes)
  const edges = member(column, 'offsets')
  if (edges.value === undefined) return Array.from(values)
  const offsets = numbers(edges, importLimits.categories + 1)
  const bytes = Uint8Array.from(values)
  const decoder = new TextDecoder()
  return Array.from(offsets.subarray(1), (end, i) => {
    const start = offsets[i]!
    if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= bytes.length)) {
      throw fault(edges, `names the bytes ${start} to ${end} of ${bytes.length}`)
    }
    return decoder.decode(bytes.subarray(start, end))
  })
}
