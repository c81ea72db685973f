import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { type Member, packagesOf } from './workspace.ts'

/** Exports of the packages' entry points that the tables of their README do not name. */
export const checkReadmes = (root: string): string[] =>
  packagesOf(root).flatMap((member) => {
    const readme = join(root, member.folder, 'README.md')
    const named = existsSync(readme) ? namesInTables(readFileSync(readme, 'utf8')) : new Set<string>()
    return exportsOf(root, member)
      .filter((name) => !named.has(name))
      .map((name) => `${member.folder}/README.md: no table names the export '${name}'`)
  })

function namesInTables(markdown: string): Set<string> {
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'))
  return new Set(rows.flatMap((row) => [...row.matchAll(/`(\w+)(?:\([^`]*\))?`/g)].map(([, name]) => name!)))
}

function exportsOf(root: string, { folder, manifest }: Member): string[] {
  const entries = Object.keys(manifest.exports ?? {}).filter((path) => path !== './package.json')
  return entries.flatMap((path) => namedExports(join(root, folder, 'src', path === '.' ? '' : path, 'index.ts')))
}

function namedExports(path: string): string[] {
  if (!existsSync(path)) return []
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) => {
    const clause = ts.isExportDeclaration(statement) ? statement.exportClause : undefined
    return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : []
  })
}
