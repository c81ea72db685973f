import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type ArtifactStore, loadModel, type ModelOf, type ModelTypes, type ModelVersion, safeJoin, type TaskKind } from '@millrace/core'
import { allArtifacts } from './all-artifacts.ts'
import { changed } from './version-files.ts'

/** Fetches the files of a version into a temporary folder, which is gone afterwards, and loads the model with all its checks. */
export async function loadVersion<Spec extends ModelTypes<unknown, unknown, TaskKind>>(
  artifacts: ArtifactStore,
  version: ModelVersion,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<ModelOf<Spec>> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-load-'))
  try {
    await fetchFolder(artifacts, { from: version.artifactRoot, to: folder, signal })
    const model = await loadModel<Spec>(folder)
    // `loadModel` has compared the content with the digest that stands in it.
    const { digest } = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as { readonly digest: string }
    if (digest !== version.digest) throw changed(version, 'model.json')
    signal?.throwIfAborted()
    return model
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface FetchFolderOptions {
  readonly from: string
  readonly to: string
  readonly signal: AbortSignal | undefined
}

async function fetchFolder(artifacts: ArtifactStore, { from, to, signal }: FetchFolderOptions): Promise<void> {
  for await (const { key } of allArtifacts(artifacts, from)) {
    const path = safeJoin(to, key.slice(from.length + 1))
    await mkdir(dirname(path), { recursive: true })
    const { body } = await artifacts.get(key, { signal })
    await pipeline(Readable.from(body), createWriteStream(path), { ...(signal && { signal }) })
  }
}
