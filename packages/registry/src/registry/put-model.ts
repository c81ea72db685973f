import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { type AnyModel, type ArtifactStore, saveModel } from '@millrace/core'

/** What is put where. */
export interface PutModelOptions {
  readonly artifactRoot: string
  readonly files: Readonly<Record<string, Uint8Array | string>>
}

/** Puts all files of a model under a prefix of its own, and gives the model's digest. */
export async function putModel(artifacts: ArtifactStore, model: AnyModel, { artifactRoot, files }: PutModelOptions): Promise<string> {
  const temporary = await mkdtemp(join(tmpdir(), 'millrace-save-'))
  try {
    const { folder, digest } = await saveModel(model, join(temporary, 'model'), { files })
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const key = `${artifactRoot}/${relative(folder, path).split(sep).join('/')}`
      await artifacts.put(key, { content: createReadStream(path) as AsyncIterable<Uint8Array>, ifAbsent: true })
    }
    return digest
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}
