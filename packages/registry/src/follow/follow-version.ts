import type { ArtifactStore, Logger, ModelSource, ModelTypes, RegistryStore, TaskKind } from '@millrace/core'
import { currentVersion } from '../registry/find-version.ts'
import { loadVersion } from '../registry/load-version.ts'
import { referenceOf } from '../registry/reference.ts'
import type { ModelOf, VersionName } from '../registry/registry.ts'
import type { FollowOptions } from './follow-options.ts'
import { Follower } from './follower.ts'
import { warmUp } from './warm-up.ts'

/** Where versions are found and loaded from. */
export interface FollowContext {
  readonly models: RegistryStore
  readonly artifacts: ArtifactStore
  readonly logger: Logger
  /** The sources that are open. */
  readonly sources: Set<AsyncDisposable>
}

/** Follows what a name stands for in a registry. */
export function followVersion<Spec extends ModelTypes<unknown, unknown, TaskKind>>(
  { models, artifacts, sources, logger: registryLogger }: FollowContext,
  { name, pollMs = 1000, logger = registryLogger, signal }: FollowOptions & { readonly name: VersionName },
): ModelSource<ModelOf<Spec>> {
  if (!(pollMs > 0)) throw new RangeError(`follow: pollMs is ${pollMs}; give a time above 0`)
  const reference = referenceOf(name)
  const follower = new Follower<ModelOf<Spec>>({
    reference,
    pollMs,
    logger,
    find: () => currentVersion(models, reference),
    async load(version, stop) {
      const model = await loadVersion<Spec>(artifacts, version, { signal: stop })
      await warmUp(model, stop)
      return model
    },
  })
  const { current, ready, subscribe } = follower.slot
  const stopWatching = models.watch?.(reference.model, () => void follower.check())
  const close = async () => {
    sources.delete(source)
    signal?.removeEventListener('abort', close)
    stopWatching?.()
    await follower.close()
  }
  const refresh = () => follower.refresh()
  const source = Object.freeze<ModelSource<ModelOf<Spec>>>({
    specVersion: 1,
    current,
    ready,
    subscribe,
    refresh,
    [Symbol.asyncDispose]: close,
  })
  sources.add(source)
  signal?.addEventListener('abort', close, { once: true })
  if (signal?.aborted) void close()
  else void follower.check()
  return source
}
