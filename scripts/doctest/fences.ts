/** A fenced `ts` block of a Markdown file or of a doc comment. */
export interface Fence {
  /** Line of the first line of code in its file, from 1. */
  readonly line: number
  readonly code: string
  /** Marked ```` ```ts ignore ````: not run. */
  readonly ignored: boolean
}

/** What is wrong with a fence, and the line of its file where. */
export class FenceError extends Error {
  readonly line: number

  constructor(line: number, message: string, cause?: unknown) {
    super(message, { cause })
    this.line = line
  }
}

/** The `ts` fences of a file: of its doc comments if it is TypeScript, else of the Markdown. */
export const fencesOf = (path: string, text: string): Fence[] => markdownFences(path.endsWith('.ts') ? docComments(text) : text)

function markdownFences(markdown: string): Fence[] {
  const fences: Fence[] = []
  const lines = markdown.split(/\r?\n/)
  for (let index = 0; index < lines.length; index++) {
    const [, indent = '', ticks, language, rest = ''] = /^(\s*)(`{3,})(\w*)(.*)$/.exec(lines[index] ?? '') ?? []
    if (ticks === undefined) continue
    const start = index + 1
    do index++
    while (index < lines.length && lines[index]?.trim() !== ticks)
    const code = lines.slice(start, index).map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    if (language === 'ts') fences.push({ line: start + 1, code: code.join('\n'), ignored: /\bignore\b/.test(rest) })
  }
  return fences
}

/** The text of all doc comments, on the lines where they stand; other lines are empty. */
function docComments(source: string): string {
  let inside = false
  return source
    .split(/\r?\n/)
    .map((line) => {
      const opens = /^\s*\/\*\*/.test(line)
      const text = inside && !opens ? line.replace(/^\s*\*(?!\/) ?/, '') : ''
      inside = (inside || opens) && !line.includes('*/')
      return inside ? text : ''
    })
    .join('\n')
}
