import type { Page } from '@millrace/core'

/** All items of a list, read page by page. */
export async function* allItems<Item>(
  readPage: (pageToken: string | undefined) => Promise<Page<Item>>,
): AsyncGenerator<Item, void, undefined> {
  let pageToken: string | undefined
  do {
    const page = await readPage(pageToken)
    yield* page.items
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
}
