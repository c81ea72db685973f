import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const folder = fileURLToPath(new URL('.', import.meta.url))
const configPath = fileURLToPath(new URL('../../tsconfig.json', import.meta.url))
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(configPath, ts.sys.readFile).config,
  ts.sys,
  fileURLToPath(new URL('../..', import.meta.url)),
)

/** Source files that were parsed once, for every program. */
const parsed = new Map<string, ts.SourceFile | undefined>()

/** What the compiler said of a text. */
export interface Compiled {
  /** Messages by the line of the text where they stand, from 0. */
  readonly errors: ReadonlyMap<number, string>
  /** Types that the compiler made of generic ones, as `tsc --extendedDiagnostics` counts them. */
  readonly instantiations: number
}

/** Compiles a text as if it stood in this folder, with the package's own settings. */
export function compile(text: string): Compiled {
  const name = `${folder}compiled.ts`
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (path) => path === name || fileExists(path)
  host.getSourceFile = (path, ...rest) => {
    if (path === name) return ts.createSourceFile(name, text, ts.ScriptTarget.ESNext)
    const found = parsed.has(path) ? parsed.get(path) : getSourceFile(path, ...rest)
    parsed.set(path, found)
    return found
  }
  const program = ts.createProgram([name], { ...options, noEmit: true }, host)
  const file = program.getSourceFile(name)!
  const diagnostics = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
  const errors = new Map<number, string>()
  for (const { start = 0, messageText } of diagnostics) {
    const { line } = file.getLineAndCharacterOfPosition(start)
    errors.set(line, `${errors.get(line) ?? ''}${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`)
  }
  // Not in the compiler's public types; the command-line compiler prints it.
  const { getInstantiationCount } = program as unknown as { getInstantiationCount(): number }
  return { errors, instantiations: getInstantiationCount() }
}
