import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { packagesOf, sourcesOf } from './workspace.ts'

const table = 'docs/errors.md'
const code = /^E_[A-Z0-9_]+$/

/** Error codes that the packages' sources name and docs/errors.md does not list, and rows of that table whose code no source names. */
export function checkErrors(root: string): string[] {
  const named = new Map<string, string>()
  for (const path of packagesOf(root).flatMap((member) => sourcesOf(root, member))) {
    for (const [text, line] of codesIn(path, readFileSync(join(root, path), 'utf8')))
      if (!named.has(text)) named.set(text, `${path}:${line}`)
  }
  const listed = existsSync(join(root, table)) ? rowsOf(readFileSync(join(root, table), 'utf8')) : new Map<string, number>()
  const missing = [...named].filter(([text]) => !listed.has(text)).map(([text, where]) => `${where}: ${text} has no row in ${table}`)
  const stale = [...listed].filter(([text]) => !named.has(text)).map(([text, line]) => `${table}:${line}: no source names ${text}`)
  return [...missing, ...stale]
}

/** String literals that are a whole code; comments and template literals do not count. */
function codesIn(path: string, text: string): [code: string, line: number][] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  const found: [string, number][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && code.test(node.text)) {
      found.push([node.text, source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1])
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Codes in the first column of the Markdown table, with their lines. */
function rowsOf(markdown: string): Map<string, number> {
  const rows = markdown.split('\n').map((line, index) => [/^\|\s*`(E_[A-Z0-9_]+)`/.exec(line)?.[1], index + 1] as const)
  return new Map(rows.filter((row): row is readonly [string, number] => row[0] !== undefined))
}
