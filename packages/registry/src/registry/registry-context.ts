import type { AnyEvidence, ArtifactStore, ModelVersion, RegistryStore, TrackingStore } from '@millrace/core'

/** What the functions behind a registry's methods work with. */
export interface RegistryContext {
  /** The runs. */
  readonly tracking: TrackingStore
  /** The models. */
  readonly models: RegistryStore
  /** The files. */
  readonly artifacts: ArtifactStore
  /** Who acts, unless a call says otherwise. */
  readonly actor: string
  /** The evidence that a version was registered with, its digest checked; nothing where there is none. */
  readEvidence(version: ModelVersion): Promise<AnyEvidence | undefined>
}
