import { MillraceError } from '@millrace/core'

/** Checks the name of a new model: it becomes a part of artifact keys and of URLs. */
export function checkModelName(model: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(model)) return
  throw new MillraceError({
    code: 'E_MODEL_NAME_INVALID',
    message: `'${model.slice(0, 300)}' is no name for a model; use up to 200 letters, digits, '.', '_' and '-', starting with a letter or digit`,
    details: { name: model },
  })
}

/** Checks the name of an alias, which must not be taken for a version or for the newest one. */
export function checkAlias(alias: string): void {
  if (/^[A-Za-z0-9_-]{1,255}$/.test(alias) && !/^(?:latest|v\d+)$/i.test(alias)) return
  throw new MillraceError({
    code: 'E_ALIAS_INVALID',
    message: `'${alias.slice(0, 300)}' is no alias; use up to 255 letters, digits, '_' and '-', but neither 'latest' nor 'v' with a number`,
    details: { alias },
  })
}
