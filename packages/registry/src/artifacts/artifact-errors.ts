import { MillraceError } from '@millrace/core'

/** Nothing is stored under the key. */
export function artifactUnknown(key: string): MillraceError {
  return new MillraceError({
    code: 'E_ARTIFACT_UNKNOWN',
    message: `there is no artifact '${key}'; list its folder to see what is there`,
    details: { key },
  })
}

/** Something is stored under a key that must be free. */
export function artifactExists(key: string): MillraceError {
  return new MillraceError({
    code: 'E_ARTIFACT_EXISTS',
    message: `there is an artifact '${key}' already; choose another key, or write without 'ifAbsent' to replace it`,
    details: { key },
  })
}

/** The key's place is taken by something that is no artifact of that key. */
export function artifactConflict(key: string, cause?: unknown): MillraceError {
  return new MillraceError({
    code: 'E_ARTIFACT_CONFLICT',
    message: `'${key}' cannot be an artifact: a part of it is one already, others are below it, or a link or a name in other letter case is in its place; choose another key`,
    details: { key },
    cause,
  })
}

/** The bytes written are not those that were announced. */
export function artifactDigest(key: string, { expected, found }: { readonly expected: string; readonly found: string }): MillraceError {
  return new MillraceError({
    code: 'E_ARTIFACT_DIGEST',
    message: `the bytes for '${key}' have the digest ${found} instead of ${expected}, and were not stored; send them again`,
    details: { key, expected, found },
  })
}

/** The store was closed. */
export function storeClosed(): MillraceError {
  return new MillraceError({ code: 'E_STORE_CLOSED', message: 'the artifact store is closed; open it again' })
}
