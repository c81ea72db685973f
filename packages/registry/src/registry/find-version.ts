import { MillraceError, type ModelVersion, type RegistryStore, type VersionReference } from '@millrace/core'
import { referenceOf, referenceText } from './reference.ts'

/** The version that is named; one that is given itself is taken as it is. */
export async function requireVersion(models: RegistryStore, name: string | VersionReference | ModelVersion): Promise<ModelVersion> {
  return typeof name === 'object' && 'artifactRoot' in name ? name : await currentVersion(models, name)
}

/** The version that is named, as it stands now. */
export async function currentVersion(models: RegistryStore, name: string | VersionReference): Promise<ModelVersion> {
  const reference = referenceOf(name)
  const found = await models.findVersion(reference)
  if (found) return found
  throw new MillraceError({
    code: 'E_VERSION_UNKNOWN',
    message: `there is no version '${referenceText(reference)}'; look at what the model has with 'millrace models list'`,
    details: { reference: referenceText(reference) },
  })
}
