import { type AnyEvidence, type ArtifactStore, MillraceError, type ModelVersion } from '@millrace/core'
import { checkEvidence } from '../promotion/check-evidence.ts'
import { evidenceKind } from '../promotion/evidence-kinds.ts'
import { readVersionJson } from './version-files.ts'

/** The evidence that a version was registered with. */
export async function readEvidence(artifacts: ArtifactStore, version: ModelVersion): Promise<AnyEvidence | undefined> {
  const json = await readVersionJson(artifacts, version, 'evidence.json')
  if (json === undefined) return undefined
  const name = `evidence.json of ${version.model}/${version.version}`
  const { kind = 'binary', weight = [], ...content } = json as unknown as Readonly<Record<string, unknown>> & { readonly kind?: never }
  const columns = ['row', ...(evidenceKind(kind)?.columns ?? ['kind'])]
  if (![...columns.map((column) => content[column]), weight].every(Array.isArray)) {
    throw new MillraceError({
      code: 'E_EVIDENCE_INVALID',
      message: `${name}: ${columns.join(', ')} and weight are not lists; register the model with the evidence that evaluate returned`,
      details: { name },
    })
  }
  checkEvidence(name, json as unknown as AnyEvidence)
  return Object.freeze(json as unknown as AnyEvidence)
}
