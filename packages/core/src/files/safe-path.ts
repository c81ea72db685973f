import { realpath } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { MillraceError } from '../errors/millrace-error.ts'
import { fileError } from './file-error.ts'

const forbidden = /[\\:<>"|?*\p{Cc}\p{Surrogate}]/u
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i

/**
 * Checks that a path names something inside a folder, on every file system alike: relative, `/` between its parts, none of them empty, `.`
 * or `..`, no backslash, colon, control character or other character that Windows forbids, no name that Windows reserves (`con`,
 * `nul.txt`), no dot or space at the end of a part, at most 255 bytes a part and 1,024 in all.
 *
 * @param path - from outside: a manifest, a request, an artifact key
 * @returns the same path
 * @throws MillraceError `E_PATH_UNSAFE` when it is not such a path
 * @example
 * ```ts
 * import { checkRelativePath } from '@millrace/core'
 *
 * checkRelativePath('plots/roc.svg') // => 'plots/roc.svg'
 * ```
 * @category Files
 * @since 0.1.0
 */
export function checkRelativePath(path: string): string {
  const fault = Buffer.byteLength(path) > 1024 ? 'is longer than 1,024 bytes' : faultIn(path.split('/'))
  if (fault === null) return path
  const shown = JSON.stringify(path.slice(0, 100))
  throw new MillraceError({
    code: 'E_PATH_UNSAFE',
    message: `the path ${shown} ${fault}; give a relative path like 'plots/roc.svg'`,
    details: { path: path.slice(0, 1000).replace(/\p{Surrogate}/gu, '\ufffd') },
  })
}

/**
 * Joins a folder and a path from outside, which cannot lead out of it by its text. Links are not followed here: before reading, use
 * {@link resolveInside}.
 *
 * @param root - the folder
 * @param path - as {@link checkRelativePath} takes it
 * @returns an absolute path below the folder
 * @throws MillraceError `E_PATH_UNSAFE` as {@link checkRelativePath}
 * @example
 * ```ts
 * import { safeJoin } from '@millrace/core'
 *
 * safeJoin('/models/loan', 'trees.bin').endsWith('trees.bin') // => true
 * ```
 * @category Files
 * @since 0.1.0
 */
export function safeJoin(root: string, path: string): string {
  return resolve(root, ...checkRelativePath(path).split('/'))
}

/**
 * Finds a file of a folder, by a path from outside that cannot lead out of it: neither by its text nor by a link. Links that stay inside,
 * as in mounted volumes, are followed.
 *
 * @param root - an existing folder; it may itself be a link
 * @param path - as {@link checkRelativePath} takes it
 * @returns the real path of an existing file or folder below the folder
 * @throws MillraceError `E_PATH_UNSAFE` when the path or a link leads out, `E_FILE_MISSING` when nothing is there, `E_FILE_UNREADABLE`
 *   when the system refuses
 * @example
 * ```ts
 * import { resolveInside } from '@millrace/core'
 *
 * await resolveInside('models', '../secrets.json') // => throws E_PATH_UNSAFE
 * ```
 * @category Files
 * @since 0.1.0
 */
export async function resolveInside(root: string, path: string): Promise<string> {
  const joined = safeJoin(root, path)
  try {
    const [realRoot, real] = await Promise.all([realpath(root), realpath(joined)])
    if (real.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep)) return real
  } catch (cause) {
    throw fileError(joined, { action: 'read', cause })
  }
  throw new MillraceError({
    code: 'E_PATH_UNSAFE',
    message: `'${joined}' is a link that leads out of '${root}'; put the file itself there`,
    details: { path, root },
  })
}

function faultIn(parts: readonly string[]): string | null {
  for (const part of parts) {
    const fault = faultOf(part)
    if (fault !== null) return fault
  }
  return null
}

function faultOf(part: string): string | null {
  if (part === '') return 'is empty, absolute, or has an empty part'
  if (part === '.' || part === '..') return `has a part '${part}'`
  if (forbidden.test(part)) return 'has a character that not every file system takes'
  if (reserved.test(part) || /[. ]$/.test(part)) return 'has a name that Windows reserves'
  return Buffer.byteLength(part) > 255 ? 'has a part longer than 255 bytes' : null
}
