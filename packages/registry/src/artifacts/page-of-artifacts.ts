import { type ArtifactInfo, checkRelativePath, type Page, type PageRequest } from '@millrace/core'
import { pageLimit } from '../paging/page-limit.ts'
import { readPageToken, writePageToken } from '../paging/page-token.ts'

/** A page of the artifacts below a prefix, of which `walk` gives those behind a key, in order. */
export async function pageOfArtifacts(
  walk: (after: string) => AsyncIterable<ArtifactInfo> | Iterable<ArtifactInfo>,
  { prefix, ...request }: PageRequest & { readonly prefix: string },
): Promise<Page<ArtifactInfo>> {
  if (prefix !== '') checkRelativePath(prefix)
  const limit = pageLimit(request, 'list')
  const question = { artifacts: prefix }
  const after = request.pageToken === undefined ? '' : String(readPageToken(question, request.pageToken))
  const items: ArtifactInfo[] = []
  for await (const info of walk(after)) {
    const last = items.at(-1)
    if (last && items.length === limit) {
      return Object.freeze({ items: Object.freeze(items), nextPageToken: writePageToken(question, last.key) })
    }
    items.push(info)
  }
  return Object.freeze({ items: Object.freeze(items) })
}
