import { MillraceError } from '../errors/millrace-error.ts'

/**
 * Turns a failure of the file system into a typed error that names the path; anything else, such as the reason of a signal, stays what it
 * is.
 */
export function fileError(path: string, { action, cause }: { readonly action: 'read' | 'write'; readonly cause: unknown }): unknown {
  if (MillraceError.isInstance(cause) || !isSystemError(cause)) return cause
  const details = { path, system: cause.code }
  if (action === 'read' && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR')) {
    return new MillraceError({ code: 'E_FILE_MISSING', message: `there is no file '${path}'; check the path`, details, cause })
  }
  return new MillraceError({
    code: action === 'read' ? 'E_FILE_UNREADABLE' : 'E_FILE_UNWRITABLE',
    message: `'${path}' cannot be ${action === 'read' ? 'read' : 'written'}: ${cause.message}; see to its permissions and the space left`,
    details,
    cause,
  })
}

const isSystemError = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
