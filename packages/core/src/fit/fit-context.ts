import { MillraceError } from '../errors/millrace-error.ts'
import type { FitContext } from '../expression/definition.ts'
import { type Expr, exprOf, type SpecNode } from '../expression/expr.ts'

const symbols = { target: Symbol('target'), fold: Symbol('fold') }

/** What fitting is given besides the columns. */
export interface ContextParts {
  readonly target?: Expr<number | boolean | null> | undefined
  readonly fold?: Expr<number | null> | undefined
  readonly folds?: number | undefined
}

/** Symbols for learners to write with, and what they stand for; asking for one that was not given is an error. */
export function createFitContext({ target, fold, folds = 0 }: ContextParts): {
  readonly context: FitContext
  readonly bound: Map<symbol, SpecNode>
} {
  const bound = new Map<symbol, SpecNode>()
  if (target) bound.set(symbols.target, target.node)
  if (fold) bound.set(symbols.fold, fold.node)
  const expr = (name: 'target' | 'fold') =>
    bound.has(symbols[name]) ? exprOf<number, never>({ kind: 'symbol', symbol: symbols[name], name }) : missing(name)
  const context: FitContext = {
    get target() {
      return expr('target')
    },
    get fold() {
      return expr('fold')
    },
    folds,
  }
  return { context, bound }
}

function missing(name: string): never {
  throw new MillraceError({
    code: 'E_FIT_CONTEXT_MISSING',
    message: `a transform learns from the ${name}, but fit was given none; train() gives it, or pass { ${name} } to fit`,
    details: { missing: name },
  })
}
