import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestBytes, digestJson } from '../../src/json/digest.ts'
import type { Json } from '../../src/json/json.ts'

/** What stands in place of a file: its bytes, a link to somewhere, a folder, or nothing. */
export type Entry = Uint8Array | { readonly link: string } | 'folder' | null

/** A model folder in memory: what each of its files is. */
export type Folder = ReadonlyMap<string, Entry>

/** JSON that may be changed. */
export type Document = { [key: string]: Json }

/** A file that `model.json` lists with its digest. */
interface Listed {
  readonly file?: string
  readonly path?: string
  length?: number
  type?: string
  sha256: string
}

/** Reads a folder of plain files. */
export function readFolder(path: string): Folder {
  return new Map(readdirSync(path).map((name) => [name, new Uint8Array(readFileSync(join(path, name)))]))
}

/** The document of a folder. */
export const documentOf = (folder: Folder): Document =>
  JSON.parse(new TextDecoder().decode(folder.get('model.json') as Uint8Array)) as Document

/** The folder with another document, or another text in its place. */
export const withDocument = (folder: Folder, document: Json | string): Folder =>
  new Map([...folder, ['model.json', new TextEncoder().encode(typeof document === 'string' ? document : JSON.stringify(document))]])

const sizes: Readonly<Record<string, number>> = { float64: 8, int32: 4, uint8: 1 }

/** The folder with the digests that a careful forger would write; as it is where its document cannot be read. */
export function forged(folder: Folder): Folder {
  try {
    const { digest: _, ...content } = documentOf(folder)
    for (const listed of [content.arrays, content.files].flat() as unknown as Listed[]) {
      const entry = folder.get(String(listed?.file ?? listed?.path))
      if (!(entry instanceof Uint8Array)) continue
      listed.sha256 = digestBytes(entry)
      const size = sizes[String(listed.type)]
      if (size !== undefined && entry.length % size === 0) listed.length = entry.length / size
    }
    return withDocument(folder, { ...content, digest: digestJson(content) })
  } catch {
    return folder
  }
}
