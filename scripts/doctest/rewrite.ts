import ts from 'typescript'
import { FenceError } from './fences.ts'

/** A fence made into a module whose `// =>` comments are checked by `globalThis.$doctest` while it runs. */
export interface Rewritten {
  /** JavaScript. */
  readonly code: string
  /** Lines of the checks in the file. */
  readonly checks: readonly number[]
}

/** A statement, the expression whose value the comment behind it speaks of, and where that comment is looked for. */
interface Subject {
  readonly statement: ts.Statement
  readonly expression: ts.Expression
  readonly end: number
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/**
 * Turns `expression // => value`, `console.log(expression) // => value` and `const name = … // => value` into a check of the value, and
 * `expression // => throws CODE` into a check of the error. The comment stands behind the statement or on the lines below it.
 *
 * @throws FenceError for a syntax error and for a `// =>` that follows no such statement.
 */
export function rewrite(code: string, firstLine: number): Rewritten {
  const source = ts.createSourceFile('fence.ts', code, ts.ScriptTarget.Latest, true)
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line + firstLine
  const edits: Edit[] = []
  const checks: number[] = []
  const claimed = new Set<number>()

  const visit = (node: ts.Node): void => {
    const subject = subjectOf(node)
    const expected = subject && (expectationAt(code, subject.end) ?? expectationAt(code, subject.statement.end))
    if (!subject || !expected) {
      ts.forEachChild(node, visit)
      return
    }
    const line = lineAt(expected.position)
    claimed.add(expected.position)
    checks.push(line)
    edits.push(editOf(subject, expected.text, line))
  }
  visit(source)

  const stray = [...code.matchAll(/\/\/ =>/g)].find(({ index }) => !claimed.has(index))
  if (stray) throw new FenceError(lineAt(stray.index), "this // => ends no statement (does the next line begin with '[' or '('?)")
  const checked = edits.toReversed().reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code)
  const { outputText, diagnostics = [] } = transpile(`const $doctest = globalThis.$doctest;${checked}`)
  const [problem] = diagnostics
  if (problem) throw new FenceError(lineAt(problem.start ?? 0), ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
  return { code: outputText, checks }
}

function subjectOf(node: ts.Node): Subject | undefined {
  if (ts.isExpressionStatement(node)) {
    const { expression } = node
    const printed = ts.isCallExpression(expression) && expression.expression.getText() === 'console.log' && expression.arguments[0]
    return { statement: node, expression: printed || expression, end: expression.end }
  }
  if (!ts.isVariableStatement(node)) return undefined
  const [declaration, second] = node.declarationList.declarations
  return declaration && !second && ts.isIdentifier(declaration.name)
    ? { statement: node, expression: declaration.name, end: declaration.end }
    : undefined
}

/** What the `// =>` comment at a position says; it goes on over comment lines until it is an expression. */
function expectationAt(code: string, position: number): { position: number; text: string } | undefined {
  const comments = [...(ts.getTrailingCommentRanges(code, position) ?? []), ...(ts.getLeadingCommentRanges(code, position) ?? [])]
  const [first, ...others] = comments.map(({ pos, end }) => code.slice(pos, end))
  if (!comments[0] || !first?.startsWith('// =>')) return undefined
  const lines = [first.slice('// =>'.length).trim(), ...others.map((line) => line.slice('//'.length).trim())]
  const complete = lines.findIndex((_, index) => isExpression(lines.slice(0, index + 1).join(' ')))
  return { position: comments[0].pos, text: lines.slice(0, Math.max(complete, 0) + 1).join(' ') }
}

function editOf({ statement, expression, end }: Subject, expected: string, line: number): Edit {
  const start = statement.getStart()
  const [, thrown] = /^throws (\w+)$/.exec(expected) ?? []
  if (thrown) {
    if (ts.findAncestor(statement, ts.isFunctionLike)) throw new FenceError(line, "'// => throws' stands outside functions only")
    return { start, end, text: `;await $doctest.throws(${line}, async () => (${expression.getText()}), '${thrown}');` }
  }
  const value = isExpression(expected) ? `() => (${expected})` : 'undefined'
  const check = `;$doctest.equal(${line}, (${expression.getText()}), ${value}, ${JSON.stringify(expected)});`
  return { start: ts.isVariableStatement(statement) ? end : start, end, text: check }
}

const isExpression = (text: string): boolean => transpile(`(${text})`).diagnostics?.length === 0

function transpile(code: string): ts.TranspileOutput {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  return ts.transpileModule(code, { compilerOptions, reportDiagnostics: true })
}
