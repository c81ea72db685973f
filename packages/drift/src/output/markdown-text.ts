import { cut } from '../report/figures.ts'

const longest = 1000

/**
 * Text from data as Markdown that shows it and nothing else: no markup, HTML, link, mention or end of a table's cell. Letters, digits and harmless marks
 * stay, and so do underscores within words and colons before spaces; the rest becomes character references.
 */
export function escapeMarkdown(text: string): string {
  const line = text
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
  return cut(line, longest)
    .replace(unsafe, (character) => `&#${character.codePointAt(0)};${callers.has(character) ? wordJoiner : ''}`)
    .replace(/^([-+=]|\p{N}+\.)/u, '\\$1')
}

const unsafe = /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:(?! |$)|(?<=www)\.|[^\p{L}\p{N}\p{M} _:.,;%()'’“”…–−→≥≤=+/?-]/giu
/** What mentions a person or an issue together with what follows, from which it is parted. */
const callers: ReadonlySet<string> = new Set('@#')
const wordJoiner = '\u2060'

/** A table; cells are Markdown already, and numbers are set to the right. */
export function markdownTable(
  head: readonly { readonly title: string; readonly right?: boolean }[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return ''
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head.map(({ title }) => title)), line(head.map(({ right }) => (right ? '---:' : '---'))), ...rows.map(line), ''].join('\n')
}
