import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MillraceError, redactUrl } from '@millrace/core'

/** Where a registry is kept: in memory, or in a folder. */
export type RegistryLocation = { readonly kind: 'memory' } | { readonly kind: 'folder'; readonly path: string; readonly isDefault: boolean }

/** Reads what a registry was asked for by: the argument, else the variable MILLRACE_REGISTRY, else `.millrace` of the current folder. */
export function registryLocation(given: string | undefined): RegistryLocation {
  const asked = given ?? process.env.MILLRACE_REGISTRY
  if (!asked) return { kind: 'folder', path: resolve('.millrace'), isDefault: true }
  if (asked === 'memory:') return { kind: 'memory' }
  return { kind: 'folder', path: resolve(folderOf(asked)), isDefault: false }
}

function folderOf(asked: string): string {
  // One letter before the colon is a drive of Windows.
  const scheme = /^([a-z][a-z\d+.-]+):/i.exec(asked)?.[1]?.toLowerCase()
  if (scheme === undefined) return asked
  if (scheme !== 'file') throw unsupported(asked, `'${scheme}:' is not supported yet`)
  try {
    return fileURLToPath(asked)
  } catch (cause) {
    throw unsupported(asked, 'the URL names no folder of this machine', cause)
  }
}

function unsupported(asked: string, why: string, cause?: unknown): MillraceError {
  const url = redactUrl(asked)
  return new MillraceError({
    code: 'E_REGISTRY_URL',
    message: `openRegistry: ${why} in '${url}'; give a folder, a file: URL of one, or 'memory:'`,
    details: { url },
    cause,
  })
}
