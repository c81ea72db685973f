import type { MillraceError } from '@millrace/core'
import { invalidFile, shorten } from '../import-error.ts'
import { importLimits } from '../import-limits.ts'
import type { UbjsonValue } from '../ubjson/read-ubjson.ts'

/** A value of a document, and where it stands; every step is checked. */
export interface Field {
  readonly path: string
  readonly value: UbjsonValue | undefined
}

export const documentField = (value: UbjsonValue): Field => ({ path: '', value })

/** The member of an object; absent where it has none. */
export function member({ path, value }: Field, key: string): Field {
  const place = path === '' ? key : `${path}.${key}`
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fault({ path, value }, 'is not an object')
  return { path: place, value: Object.hasOwn(value, key) ? (value as Readonly<Record<string, UbjsonValue>>)[key] : undefined }
}

/** The elements of a list. */
export function elements(field: Field, most: number): Field[] {
  return listOf(field, most).map((value, i) => ({ path: `${field.path}.${i}`, value }))
}

/** Strings. */
export function texts(field: Field, most: number): string[] {
  return elements(field, most).map(text)
}

/** A list of finite numbers, of a given length where one is needed. */
export function numbers(field: Field, most: number, length?: number): Float64Array {
  const list = listOf(field, most)
  if (length !== undefined && list.length !== length) throw fault(field, `has ${list.length} elements where ${length} are needed`)
  const wrong = list.findIndex((value) => typeof value !== 'number' && typeof value !== 'boolean')
  if (wrong >= 0) throw fault({ path: `${field.path}.${wrong}`, value: list[wrong]! }, 'is not a number')
  const found = Float64Array.from(list as readonly number[])
  const infinite = found.findIndex((number) => !Number.isFinite(number))
  if (infinite >= 0) throw fault({ path: `${field.path}.${infinite}`, value: null }, `is ${found[infinite]}, not a finite number`)
  return found
}

/** A string of a bounded length. */
export function text(field: Field): string {
  if (typeof field.value !== 'string') throw fault(field, 'is not a string')
  if (field.value.length > importLimits.nameLength) throw fault(field, `is longer than ${importLimits.nameLength} characters`)
  return field.value
}

/** A whole number within bounds; parameters are written as strings. */
export function whole(field: Field, least: number, most: number): number {
  const { value } = field
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most) return number
  throw fault(field, `is ${shown(value)}; a whole number from ${least} to ${most} is needed`)
}

export function fault({ path, value }: Field, problem: string): MillraceError {
  const place = shorten(path === '' ? 'the document' : `'${path}'`)
  return invalidFile('XGBoost', place, value === undefined ? 'is missing' : problem, { path: shorten(path) })
}

function listOf(field: Field, most: number): readonly UbjsonValue[] {
  if (!Array.isArray(field.value)) throw fault(field, 'is not a list')
  if (field.value.length > most) throw fault(field, `has ${field.value.length} elements; at most ${most} are read`)
  return field.value
}

const shown = (value: UbjsonValue | undefined): string =>
  typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : typeof value === 'object' ? 'no number' : String(value)
