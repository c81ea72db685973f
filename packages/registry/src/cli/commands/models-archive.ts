import type { Registry } from '../../registry/registry.ts'
import type { Outcome } from '../outcome.ts'
import { versionJson } from '../version-json.ts'

/** Moves a version to the stage `Archived`. */
export async function archiveModel(
  registry: Registry,
  { version: name, reason }: { readonly version: string; readonly reason?: string },
): Promise<Outcome> {
  const version = await registry.archive(name, { reason })
  const { model, aliases } = version
  const still = aliases.length > 0 ? `; still ${aliases.map((alias) => `@${alias}`).join(', ')}` : ''
  return { json: versionJson(version), text: () => `${model}/${version.version} is archived${still}` }
}
