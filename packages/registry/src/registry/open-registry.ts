import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError, type Logger } from '@millrace/core'
import { openFolderArtifacts } from '../artifacts/folder-artifacts.ts'
import { memoryArtifacts } from '../artifacts/memory-artifacts.ts'
import { createRegistryStore } from '../models/registry-store.ts'
import { openDatabase } from '../sqlite/open-database.ts'
import { createTrackingStore } from '../tracking/create-tracking-store.ts'
import { createRegistry } from './create-registry.ts'
import type { Registry } from './registry.ts'
import { type RegistryLocation, registryLocation } from './registry-location.ts'

/**
 * How a registry is opened.
 *
 * @category Registry
 * @since 0.1.0
 */
export interface OpenRegistryOptions {
  /** Who acts, unless a call says otherwise; the audit names them. @defaultValue the user of the system */
  readonly actor?: string | undefined
  /** Is told of registrations, swaps and of what could not be kept. @defaultValue silent */
  readonly logger?: Logger | undefined
  /** How long a call waits for other processes before it rejects with `E_STORE_BUSY`, in milliseconds. @defaultValue 10,000 */
  readonly busyTimeoutMs?: number | undefined
}

/**
 * Opens a registry, and makes it where there is none: a SQLite file `registry.db` and a folder `artifacts`, beside each other in a folder
 * that any number of processes of one machine may have open.
 *
 * The folder `.millrace` that it makes when nothing is named is kept out of Git.
 *
 * @param url - a folder, its `file:` URL, or `memory:` for tests, which is gone when it is closed; without it the environment variable
 *   `MILLRACE_REGISTRY`, and without that the folder `.millrace` of the current one
 * @param options - who acts, and how
 * @returns the registry; close it by `await using`
 * @throws MillraceError `E_REGISTRY_URL` for other URLs; `E_STORE_UNAVAILABLE` when the folder cannot be used, or the file is no registry;
 *   `E_STORE_VERSION` when a newer Millrace made it; `E_STORE_BUSY` when other processes kept it locked; `E_FILE_UNWRITABLE`
 * @example
 * ```ts
 * import { exampleModel } from '@millrace/core/testing'
 * import { openRegistry } from '@millrace/registry'
 *
 * await using registry = await openRegistry('memory:')
 * const version = await registry.register(exampleModel(), { evaluation: { metrics: { auc: 0.78 } } })
 * const { promoted } = await registry.promote(version, 'production', { require: { auc: { min: 0.7 } } })
 * promoted // => true
 * await openRegistry('postgres://db.example/registry') // => throws E_REGISTRY_URL
 * ```
 * @category Registry
 * @since 0.1.0
 */
export async function openRegistry(url?: string | URL, options: OpenRegistryOptions = {}): Promise<Registry> {
  const location = registryLocation(url === undefined ? undefined : String(url))
  if (location.kind === 'folder') await makeFolder(location)
  const [path, openArtifacts] =
    location.kind === 'memory'
      ? [':memory:', async () => memoryArtifacts()]
      : [join(location.path, 'registry.db'), () => openFolderArtifacts(join(location.path, 'artifacts'))]
  const database = await openDatabase(path, { busyTimeoutMs: options.busyTimeoutMs })
  try {
    const stores = { tracking: createTrackingStore(database), models: createRegistryStore(database), artifacts: await openArtifacts() }
    const registry = createRegistry({ ...stores, actor: options.actor, logger: options.logger })
    return Object.freeze({
      ...registry,
      async [Symbol.asyncDispose]() {
        await registry[Symbol.asyncDispose]()
        await database.close()
      },
    })
  } catch (error) {
    await database.close()
    throw error
  }
}

async function makeFolder({ path, isDefault }: RegistryLocation & { readonly kind: 'folder' }): Promise<void> {
  try {
    const made = await mkdir(path, { recursive: true })
    if (made !== undefined && isDefault) await writeFile(join(path, '.gitignore'), '*\n')
  } catch (cause) {
    throw fileError(path, { action: 'write', cause })
  }
}
