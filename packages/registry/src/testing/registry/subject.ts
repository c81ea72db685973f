import type { AuditEntry, ModelVersion, NewModelVersion, RegistryChange, RegistryStore } from '@millrace/core'

/** Who changes the registry in these tests. */
export const context = { actor: 'ada', reason: 'a test', details: { gate: [1, null, 'two'] } } as const

/** A version that differs from others by its name. */
export const versionOf = (name: string, more: Partial<NewModelVersion> = {}): NewModelVersion => ({
  artifactRoot: `models/${name}`,
  digest: `sha256:${name}`,
  ...more,
})

/** Creates a model. */
export const createModel = (model: string): RegistryChange => ({ action: 'create-model', model })

/** Creates a version. */
export const createVersion = (model: string, more: Partial<NewModelVersion> = {}): RegistryChange => ({
  action: 'create-version',
  model,
  version: versionOf('x', more),
})

/** Points an alias to a version, or to none. */
export const setAlias = (model: string, alias: string, version: number | null): RegistryChange => ({
  action: 'set-alias',
  model,
  alias,
  version,
})

/** Creates a model with versions 1, 2, …. */
export async function modelWithVersions(store: RegistryStore, model: string, count: number): Promise<void> {
  await store.commit([createModel(model), ...Array.from({ length: count }, () => createVersion(model))], context)
}

/** The versions of a model, the newest first. */
export async function versionsOf(store: RegistryStore, model: string): Promise<readonly ModelVersion[]> {
  return (await store.searchVersions({ filter: { attribute: 'model', is: '=', value: model } })).items
}

/** The whole audit; nothing where the store keeps none. */
export async function auditOf(store: RegistryStore): Promise<readonly AuditEntry[] | undefined> {
  return (await store.readAudit?.({ limit: 50_000 }))?.items
}
