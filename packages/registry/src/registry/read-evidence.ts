import { type ArtifactStore, type Evidence, MillraceError, type ModelVersion } from '@millrace/core'
import { checkEvidence } from '../promotion/check-evidence.ts'
import { readVersionJson } from './version-files.ts'

/** The evidence that a version was registered with. */
export async function readEvidence(artifacts: ArtifactStore, version: ModelVersion): Promise<Evidence | undefined> {
  const json = await readVersionJson(artifacts, version, 'evidence.json')
  if (json === undefined) return undefined
  const name = `evidence.json of ${version.model}/${version.version}`
  const { row, label, score, weight = [] } = json as unknown as Partial<Evidence>
  if (![row, label, score, weight].every(Array.isArray)) {
    throw new MillraceError({
      code: 'E_EVIDENCE_INVALID',
      message: `${name}: row, label, score and weight are not lists; register the model with the evidence that evaluate returned`,
      details: { name },
    })
  }
  checkEvidence(name, json as unknown as Evidence)
  return Object.freeze(json as unknown as Evidence)
}
