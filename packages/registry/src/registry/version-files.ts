import {
  type ArtifactStore,
  digestBytes,
  digestJson,
  hasCode,
  type Json,
  MillraceError,
  type ModelVersion,
  parseJson,
} from '@millrace/core'

/** Most bytes of one file of a version that is read whole. */
const largest = 256 * 2 ** 20

/** A file of a version, its digest checked by the version's own; nothing where the version has none of that path. */
async function readVersionFile(artifacts: ArtifactStore, version: ModelVersion, path: string): Promise<Uint8Array | undefined> {
  const { files } = await readManifest(artifacts, version)
  const expected = files.get(path)
  if (expected === undefined) return undefined
  const bytes = await readWhole(artifacts, version, path)
  if (digestBytes(bytes) !== expected) throw changed(version, path)
  return bytes
}

/** A JSON file of a version, likewise. */
export async function readVersionJson(artifacts: ArtifactStore, version: ModelVersion, path: string): Promise<Json | undefined> {
  const bytes = await readVersionFile(artifacts, version, path)
  return bytes && parseJson(bytes, { name: nameOf(version, path), maxBytes: largest })
}

/** `model.json` of a version, its digest checked, and the digests of the other files by path. */
export async function readManifest(
  artifacts: ArtifactStore,
  version: ModelVersion,
): Promise<{ readonly content: Readonly<Record<string, Json>>; readonly files: ReadonlyMap<string, string> }> {
  const bytes = await readWhole(artifacts, version, 'model.json')
  const document = parseJson(bytes, { name: nameOf(version, 'model.json'), maxBytes: largest })
  const { digest: _, ...content } = document as Readonly<Record<string, Json>>
  if (digestJson(content) !== version.digest) throw changed(version, 'model.json')
  const files = Array.isArray(content.files) ? (content.files as readonly { readonly path: string; readonly sha256: string }[]) : []
  return { content, files: new Map(files.map(({ path, sha256 }) => [path, sha256])) }
}

async function readWhole(artifacts: ArtifactStore, version: ModelVersion, path: string): Promise<Uint8Array> {
  const name = nameOf(version, path)
  try {
    const { sizeBytes, body } = await artifacts.get(`${version.artifactRoot}/${path}`)
    if (sizeBytes > largest) throw tooLarge(name, sizeBytes)
    const parts: Uint8Array[] = []
    for await (const part of body) parts.push(part)
    return Buffer.concat(parts)
  } catch (cause) {
    throw hasCode(cause, 'E_ARTIFACT_UNKNOWN') ? missing(version, path, cause) : cause
  }
}

function tooLarge(name: string, bytes: number): MillraceError {
  return new MillraceError({
    code: 'E_FILE_TOO_LARGE',
    message: `${name} has ${bytes} bytes; at most ${largest} are read`,
    details: { path: name, bytes, maxBytes: largest },
  })
}

const nameOf = ({ model, version }: ModelVersion, path: string) => `${path} of ${model}/${version}`

/** A file of a version is not the one that was registered. */
export function changed(version: ModelVersion, path: string): MillraceError {
  return new MillraceError({
    code: 'E_MODEL_DIGEST',
    message: `${nameOf(version, path)} is not the file that was registered; the artifacts were changed or damaged`,
    details: { model: version.model, version: version.version, path },
  })
}

function missing(version: ModelVersion, path: string, cause: unknown): MillraceError {
  return new MillraceError({
    code: 'E_ARTIFACT_UNKNOWN',
    message: `${nameOf(version, path)} is not among the artifacts; were they moved or removed?`,
    details: { model: version.model, version: version.version, path },
    cause,
  })
}
