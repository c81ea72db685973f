import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { MillraceError } from '@millrace/core'
import { type OpenRegistryOptions, openRegistry } from '../registry/open-registry.ts'
import type { Registry } from '../registry/registry.ts'
import { registryLocation } from '../registry/registry-location.ts'

/** Opens a registry that is there: to look into an empty folder by mistake must not make one. */
export async function openExisting(url: string | undefined, options: OpenRegistryOptions): Promise<Registry> {
  const location = registryLocation(url)
  if (location.kind === 'folder' && !existsSync(join(location.path, 'registry.db'))) {
    throw new MillraceError({
      code: 'E_REGISTRY_MISSING',
      message: `there is no registry in ${location.path}; name its folder by --registry or MILLRACE_REGISTRY`,
      details: { path: location.path },
    })
  }
  return await openRegistry(url, options)
}
