import {
  type AnyModel,
  hasCode,
  type Logger,
  type ModelVersion,
  type ServedModel,
  type ServedVersion,
  type VersionReference,
} from '@millrace/core'
import { referenceText } from '../registry/reference.ts'
import { backOffMs, jittered } from './delay.ts'
import { createModelSlot, type ModelSlot } from './model-slot.ts'

/** What is followed, and where it comes from. */
export interface FollowerParts<M extends AnyModel> {
  readonly reference: VersionReference
  readonly pollMs: number
  readonly logger: Logger
  /** The version that the reference names now; rejects with `E_VERSION_UNKNOWN` where there is none. */
  readonly find: () => Promise<ModelVersion>
  /** Loads a version, checked and warm. */
  readonly load: (version: ModelVersion, signal: AbortSignal) => Promise<M>
}

/** A model in memory, and the prefix of the files that it came from, which no other version has. */
interface Kept<M extends AnyModel> {
  readonly artifactRoot: string
  readonly served: ServedModel<M>
}

/** A version that could not be loaded. */
interface Broken {
  readonly artifactRoot: string
  readonly failures: number
  readonly retryAtMs: number
}

/** Keeps a slot filled with the version that a reference names: one look at a time, and at most one load. */
export class Follower<M extends AnyModel> {
  readonly slot: ModelSlot<M>
  readonly #parts: FollowerParts<M>
  readonly #closing = new AbortController()
  #now: Kept<M> | undefined
  /** The model before stays in memory, so that going back needs no loading. */
  #before: Kept<M> | undefined
  #broken: Broken | undefined
  #isMissing = false
  #failedLooks = 0
  #looking: Promise<void> | undefined
  #isAskedAgain = false
  #timer: NodeJS.Timeout | undefined

  constructor(parts: FollowerParts<M>) {
    this.#parts = parts
    this.slot = createModelSlot(referenceText(parts.reference))
  }

  /** Looks for a change; a look under way is followed by another. */
  check(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.resolve()
    this.#isAskedAgain = true
    this.#looking ??= this.#lookUntilStill()
    return this.#looking
  }

  /** Looks for a change, and tries a version that failed again at once. */
  refresh(): Promise<void> {
    if (this.#broken) this.#broken = { ...this.#broken, retryAtMs: 0 }
    return this.check()
  }

  /** Stops looking and loading, and lets the models go. */
  async close(): Promise<void> {
    this.#closing.abort()
    clearTimeout(this.#timer)
    this.slot.close()
    this.#now = this.#before = undefined
    await this.#looking
  }

  async #lookUntilStill(): Promise<void> {
    while (this.#isAskedAgain && !this.#closing.signal.aborted) {
      this.#isAskedAgain = false
      // While a version was loaded, the reference may have moved on.
      if (await this.#look()) this.#isAskedAgain = true
    }
    this.#looking = undefined
    if (this.#closing.signal.aborted) return
    const delayMs = jittered(backOffMs(this.#parts.pollMs, this.#failedLooks), Math.random())
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.check(), delayMs).unref()
  }

  /** Says whether it tried to load. */
  async #look(): Promise<boolean> {
    const version = await this.#parts.find().catch((error: unknown) => this.#missed(error))
    if (version === undefined || this.#closing.signal.aborted) return false
    this.#failedLooks = 0
    this.#isMissing = false
    const { artifactRoot } = version
    if (artifactRoot === this.#now?.artifactRoot) return false
    const earlier = this.#broken?.artifactRoot === artifactRoot ? this.#broken : undefined
    if (earlier && performance.now() < earlier.retryAtMs) return false
    try {
      this.#swap(await this.#obtain(version))
    } catch (error) {
      const failures = (earlier?.failures ?? 0) + 1
      this.#broken = { artifactRoot, failures, retryAtMs: performance.now() + backOffMs(this.#parts.pollMs, failures) }
      this.#fail(version, error)
    }
    return true
  }

  async #obtain(version: ModelVersion): Promise<Kept<M>> {
    const { artifactRoot, metrics } = version
    if (this.#before?.artifactRoot === artifactRoot) return this.#before
    const model = await this.#parts.load(version, this.#closing.signal)
    const served = { model, served: this.#served(version), metrics: Object.freeze(Object.fromEntries(metrics)) }
    return { artifactRoot, served: Object.freeze(served) }
  }

  #swap(next: Kept<M>): void {
    if (this.#closing.signal.aborted) return
    this.#before = this.#now
    this.#now = next
    this.#broken = undefined
    const from = this.#before?.served.served.version ?? null
    this.#parts.logger.info({ ...next.served.served, from }, 'another version is served')
    this.slot.swap(next.served)
  }

  /** A registry that fails is asked less and less often; one that has no such version yet answers well, and is reported once. */
  #missed(error: unknown): undefined {
    const wasMissing = this.#isMissing
    this.#isMissing = hasCode(error, 'E_VERSION_UNKNOWN')
    this.#failedLooks = this.#isMissing ? 0 : this.#failedLooks + 1
    if (!(this.#isMissing && wasMissing)) this.#fail({ version: null, digest: null }, error)
  }

  #fail(wanted: Pick<ServedVersion, 'version' | 'digest'>, error: unknown): void {
    if (this.#closing.signal.aborted) return
    const served = this.#served(wanted)
    const outcome = this.#now ? 'a version could not be served; the one before stays' : 'no version can be served yet'
    this.#parts.logger.error({ err: error, ...served }, outcome)
    this.slot.fail(served, error instanceof Error ? error : new Error(String(error)))
  }

  #served({ version, digest }: Pick<ServedVersion, 'version' | 'digest'>): ServedVersion {
    const { reference } = this.#parts
    return Object.freeze({ model: reference.model, version, alias: 'alias' in reference ? reference.alias : null, digest })
  }
}
