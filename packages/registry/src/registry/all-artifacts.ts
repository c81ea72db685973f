import type { ArtifactInfo, ArtifactStore } from '@millrace/core'

/** All artifacts below a prefix, page by page. */
export async function* allArtifacts(artifacts: ArtifactStore, prefix: string): AsyncIterable<ArtifactInfo> {
  let pageToken: string | undefined
  do {
    const page = await artifacts.list(prefix, { pageToken })
    yield* page.items
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
}
