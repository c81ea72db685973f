import { deepFreeze, MillraceError } from '@millrace/core'
import type { z } from 'zod'
import { frameFault, tallyFault } from './check-tally.ts'
import { frameFrom } from './column-counter.ts'
import { profileSchema } from './profile-schema.ts'
import type { Profile } from './profile-types.ts'

/**
 * Takes a profile from outside: JSON that was written by anyone. Shape, limits, and that the figures fit together are checked.
 *
 * @param json - parsed JSON, best by `parseJson` of core, which limits its size
 * @returns a frozen profile
 * @throws MillraceError `E_PROFILE_INVALID` with the place of the first fault
 * @example
 * ```ts
 * import { readProfile } from '@millrace/drift'
 *
 * readProfile({ format: 'millrace/drift-profile', schemaVersion: 2 }) // => throws E_PROFILE_INVALID
 * ```
 * @category Profiles
 * @since 0.1.0
 */
export function readProfile(json: unknown): Profile {
  const { data, error } = profileSchema.safeParse(json)
  if (error !== undefined) {
    const [{ path, message }] = error.issues as [z.core.$ZodIssue]
    throw invalid(path.join('.').slice(0, 200), message.slice(0, 200))
  }
  const seen = new Set<string>()
  const frames = data.columns.map(frameFrom)
  data.columns.forEach((column, index) => {
    const twice = seen.has(column.column) ? 'is there twice' : null
    seen.add(column.column)
    const fault = twice ?? frameFault(frames[index]!) ?? tallyFault(frames[index]!, column, data.rows)
    if (fault !== null) throw invalid(`columns.${index}`, `column '${column.column.slice(0, 200)}' ${fault}`)
  })
  const segments = new Set<string>()
  data.segments.forEach(({ column, value, rows, columns }, index) => {
    const name = JSON.stringify([column, value])
    const wrong = segments.has(name) ? 'is there twice' : columns.length === frames.length ? null : `has ${columns.length} columns`
    segments.add(name)
    if (wrong !== null) throw invalid(`segments.${index}`, `a segment of '${column.slice(0, 200)}' ${wrong}`)
    columns.forEach((tally, i) => {
      const fault = tallyFault(frames[i]!, tally, rows)
      if (fault !== null) throw invalid(`segments.${index}.columns.${i}`, `column '${frames[i]!.column.slice(0, 200)}' ${fault}`)
    })
  })
  return deepFreeze(data)
}

function invalid(place: string, fault: string): MillraceError {
  return new MillraceError({
    code: 'E_PROFILE_INVALID',
    message: `${place === '' ? 'the profile' : `'${place}' of the profile`}: ${fault}; take it from a monitor's profile of this version`,
    details: { place },
  })
}
