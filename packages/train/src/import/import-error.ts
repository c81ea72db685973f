import { type Json, MillraceError } from '@millrace/core'

/** A file that is damaged, or not what it claims to be; `place` is a line, a path or a field. */
export function invalidFile(format: string, place: string, problem: string, details: Readonly<Record<string, Json>> = {}): MillraceError {
  const where = shorten(place)
  return new MillraceError({
    code: 'E_IMPORT_INVALID',
    message: `${format}, ${where}: ${problem}; the file is damaged, or was not written by ${format}`,
    details: { format, place: where, ...details },
  })
}

/** A file that is sound and holds what has no counterpart here. */
export function unsupportedFile(format: string, what: string, details: Readonly<Record<string, Json>> = {}): MillraceError {
  return new MillraceError({
    code: 'E_IMPORT_UNSUPPORTED',
    message: `${format}: ${shorten(what)}`,
    details: { format, ...details },
  })
}

/** What a file says, cut to what a message may hold. */
export function shorten(text: string): string {
  return text.length > 300 ? `${text.slice(0, 300)}…` : text
}
