import type { PageRequest } from '@millrace/core'
import { type SelectQueryBuilder, sql } from 'kysely'
import { pageLimit } from '../../paging/page-limit.ts'
import { pageTokenInvalid, readPageToken, writePageToken } from '../../paging/page-token.ts'
import { isAfter, isPosition, orderSql, type SortTerm } from './sort-terms.ts'

/** Which rows are wanted, and of what question this is a page. */
export interface KeysetRequest extends PageRequest {
  /** The function, for messages. */
  readonly where: string
  /** What a page token is bound to. */
  readonly question: unknown
  /** The order, which no two rows share. */
  readonly terms: readonly SortTerm[]
}

/** A page of rows: each page starts behind the last row of the one before, wherever that is by then. */
export async function keysetPage<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { where, question, terms, ...request }: KeysetRequest,
): Promise<{ readonly rows: readonly Row[]; readonly next: { readonly nextPageToken?: string } }> {
  const limit = pageLimit(request, where)
  const ordered = query
    .select(terms.map(({ expression }, index) => expression.as(columnOf(index))))
    .orderBy(sql`${orderSql(terms)}`)
    .limit(limit + 1)
  const { pageToken } = request
  const found = (await (pageToken === undefined ? ordered : ordered.where(isAfter(terms, positionIn(pageToken)))).execute()) as Row[]
  const rows = found.slice(0, limit)
  const last = found.length > limit ? (rows.at(-1) as Readonly<Record<string, string | number>>) : undefined
  const next = last && {
    nextPageToken: writePageToken(
      question,
      terms.map((_, index) => last[columnOf(index)]!),
    ),
  }
  return { rows, next: next ?? {} }

  function positionIn(token: string): readonly (string | number)[] {
    const position = readPageToken(question, token)
    if (isPosition(position, terms)) return position
    throw pageTokenInvalid(token)
  }
}

const columnOf = (index: number) => `position_${index}`
