import { type ArtifactStore, type Logger, type ModelVersion, type RegistryStore, silentLogger, type TrackingStore } from '@millrace/core'
import { userName } from '../environment/user-name.ts'
import { followVersion } from '../follow/follow-version.ts'
import { lineage } from '../promotion/lineage.ts'
import { promote } from '../promotion/promote.ts'
import { rollback } from '../promotion/rollback.ts'
import { archive, setStage } from '../promotion/set-stage.ts'
import { verifyAudit } from '../promotion/verify-audit.ts'
import { bestRun } from '../runs/best-run.ts'
import type { RunHandle } from '../runs/run-handle.ts'
import { allRuns, searchRuns } from '../runs/search-runs.ts'
import { startRun } from '../runs/start-run.ts'
import { underRun } from '../runs/with-run.ts'
import { currentVersion, requireVersion } from './find-version.ts'
import { loadVersion } from './load-version.ts'
import { readEvidence } from './read-evidence.ts'
import { aliasReference } from './reference.ts'
import { register } from './register.ts'
import type { Registry, VersionName } from './registry.ts'
import type { RegistryContext } from './registry-context.ts'
import { readVersionJson } from './version-files.ts'

/**
 * What a registry is made of.
 *
 * @category Registry
 * @since 0.1.0
 */
export interface RegistryParts {
  /** Keeps experiments and runs. */
  readonly tracking: TrackingStore
  /** Keeps models, versions and the audit. */
  readonly models: RegistryStore
  /** Keeps files. */
  readonly artifacts: ArtifactStore
  /** Who acts, unless a call says otherwise. @defaultValue the user of the system */
  readonly actor?: string | undefined
  /** Is told of registrations, swaps and of what could not be kept. @defaultValue silent */
  readonly logger?: Logger | undefined
}

/**
 * Makes a registry of three stores, whoever implements them; `openRegistry` does it with its own.
 *
 * @param parts - the stores, which the registry closes when it is closed, and who acts
 * @returns the registry
 * @example
 * ```ts
 * import { createRegistry, memoryArtifacts, openRegistry } from '@millrace/registry'
 *
 * await using stores = await openRegistry('memory:')
 * await using registry = createRegistry({ tracking: stores.tracking, models: stores.models, artifacts: memoryArtifacts(), actor: 'ada' })
 * registry.actor // => 'ada'
 * ```
 * @category Registry
 * @since 0.1.0
 */
export function createRegistry({ tracking, models, artifacts, actor = userName(), logger = silentLogger }: RegistryParts): Registry {
  const context: RegistryContext = Object.freeze({
    tracking,
    models,
    artifacts,
    actor,
    readEvidence: (version: ModelVersion) => readEvidence(artifacts, version),
  })
  const runs = { tracking, artifacts, actor, open: new Set<RunHandle>() }
  const sources = new Set<AsyncDisposable>()
  const versionOf = (name: VersionName) => requireVersion(models, name)

  return Object.freeze<Registry>({
    tracking,
    models,
    artifacts,
    actor,

    startRun: (experiment, options = {}) => startRun(runs, experiment, options),
    async withRun(experiment, { signal, ...options }, work) {
      signal?.throwIfAborted()
      return await underRun(await startRun(runs, experiment, options), work, { signal, logger })
    },
    searchRuns: (search = {}) => searchRuns(tracking, search),
    allRuns: (search = {}) => allRuns(tracking, search),
    bestRun: (search) => bestRun(tracking, search),

    register: (model, options = {}) => register({ ...context, logger }, { model, options }),
    version: (name) => currentVersion(models, name),
    load: async (name) => await loadVersion(artifacts, await versionOf(name)),
    readEvidence: async (name) => await readEvidence(artifacts, await versionOf(name)),
    readProfile: async (name) => await readVersionJson(artifacts, await versionOf(name), 'profile.json'),
    follow: (name, options = {}) => followVersion({ models, artifacts, sources, logger }, { name, ...options }),

    promote: async (name, alias, options = {}) => await promote(context, { ...options, version: await versionOf(name), alias }),
    rollback: async (name, options = {}) => await rollback(context, { ...options, ...aliasReference(name) }),
    setStage: async (name, stage, options = {}) => await setStage(context, { ...options, version: await versionOf(name), stage }),
    archive: async (name, note = {}) => await archive(context, { ...note, version: await versionOf(name) }),
    lineage: async (name, options = {}) => await lineage(context, { ...options, version: await versionOf(name) }),
    verifyAudit: (options) => verifyAudit(context, options),

    async [Symbol.asyncDispose]() {
      await Promise.all(Array.from(sources, (source) => source[Symbol.asyncDispose]()))
      for (const run of runs.open) {
        await run.end('killed').catch((cause: unknown) => logger.warn({ err: cause }, 'the end of a run could not be kept'))
      }
      for (const store of [tracking, models, artifacts]) await store[Symbol.asyncDispose]()
    },
  })
}
