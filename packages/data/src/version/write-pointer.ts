import { isDeepStrictEqual } from 'node:util'
import { MillraceError } from '@millrace/core'
import { Composer, CST, isMap, isScalar, Parser } from 'yaml'
import type { HashKind } from './content-hash.ts'
import type { Pointer, PointerEntry, PointerText } from './pointer.ts'
import { parsePointer } from './read-pointer.ts'
import { yamlString } from './yaml-string.ts'
import { appendItem, type MapToken, removeItem, setItem } from './yaml-tokens.ts'

/** What a pointer records of a file's content. */
export interface RecordedContent {
  readonly hashKind: HashKind
  readonly md5: string
  readonly sizeBytes: number
  readonly isExecutable: boolean
}

/** The text of a new pointer, byte for byte as DVC writes it. */
export function formatPointer(content: RecordedContent, name: string): string {
  const lines = Array.from(recordedFields(content), ([key, source]) => `${key}: ${source}\n`)
  return `outs:\n- ${lines.join('  ')}  path:${yamlString(name, { column: 7, indent: 4 })}\n`
}

/**
 * The text of a pointer with new content recorded. Only that is touched: comments, layout, order, `desc`, `meta`, `type` and `labels` stay as they are.
 * Fields that DVC derives from content it no longer has (number of files, cloud versions) go; new ones come last, as in DVC.
 *
 * @param old - pointer of one entry, and its text
 * @throws MillraceError `E_VERSION_POINTER_UNSUPPORTED` when the text cannot be edited without changing what else it says (aliases of what is recorded)
 */
export function editPointer({ pointer, text }: PointerText, content: RecordedContent): string {
  if (records(pointer, content)) return text
  const tokens = [...new Parser().parse(text.endsWith('\n') ? text : `${text}\n`)]
  const [document] = new Composer({ keepSourceTokens: true }).compose(tokens)
  const out = document?.getIn(['outs', 0], true)
  if (!isMap(out)) throw uneditable(pointer.pointerPath)

  const collection = out.srcToken as MapToken
  const itemOf = (key: string) => out.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.srcToken
  const fields = recordedFields(content)
  for (const [key, source] of fields) {
    const item = itemOf(key)
    if (item && setItem(item, source)) continue
    if (item) removeItem(collection, item)
    appendItem(collection, { key, source })
  }
  for (const key of contentKeys) {
    const item = itemOf(key)
    if (item && !fields.has(key)) removeItem(collection, item)
  }

  const edited = tokens.map(CST.stringify).join('')
  const result = parsePointer(edited, pointer.pointerPath)
  if (!records(result, content) || !isDeepStrictEqual(withoutContent(result), withoutContent(pointer)))
    throw uneditable(pointer.pointerPath)
  return edited
}

/** Fields that follow from the content. */
const contentKeys = ['md5', 'etag', 'checksum', 'size', 'nfiles', 'isexec', 'version_id', 'hash', 'cloud', 'files']

/** Field names and spelt values in DVC's order. */
function recordedFields({ hashKind, md5, sizeBytes, isExecutable }: RecordedContent): ReadonlyMap<string, string> {
  return new Map([
    ['md5', yamlString(md5, { column: 6, indent: 4 }).trimStart()],
    ['size', String(sizeBytes)],
    ...(isExecutable ? [['isexec', 'true'] as const] : []),
    ...(hashKind === 'md5' ? [['hash', 'md5'] as const] : []),
  ])
}

function records({ entries: [entry] }: Pointer, content: RecordedContent): boolean {
  return (
    entry !== undefined &&
    !entry.isDirectory &&
    entry.hashKind === content.hashKind &&
    entry.md5 === content.md5 &&
    entry.sizeBytes === content.sizeBytes &&
    entry.isExecutable === content.isExecutable
  )
}

function withoutContent(pointer: Pointer): unknown {
  const strip = ({ hashKind, md5, sizeBytes, fileCount, isDirectory, isExecutable, isCloudVersioned, ...rest }: PointerEntry) => rest
  return { ...pointer, entries: pointer.entries.map(strip) }
}

function uneditable(path: string): MillraceError {
  return new MillraceError({
    code: 'E_VERSION_POINTER_UNSUPPORTED',
    message: `${path} uses YAML aliases for what is to be replaced; write the values out, or delete the file and call version again`,
    details: { path },
  })
}
