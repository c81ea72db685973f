import { MillraceError, shown } from '@millrace/core'

export const experimentUnknown = (id: string) =>
  new MillraceError({
    code: 'E_EXPERIMENT_UNKNOWN',
    message: `there is no experiment with id ${shown(id)}; create it, or look its id up by name`,
    details: { id: shown(id) },
  })

export const experimentExists = (name: string) =>
  new MillraceError({
    code: 'E_EXPERIMENT_EXISTS',
    message: `there is an active experiment ${shown(name)}; use it, or take another name`,
    details: { name: shown(name) },
  })

export const experimentDeleted = (id: string) =>
  new MillraceError({
    code: 'E_EXPERIMENT_DELETED',
    message: `experiment ${shown(id)} is deleted, so it has no active runs; restore it first`,
    details: { id: shown(id) },
  })

export const runUnknown = (id: string) =>
  new MillraceError({ code: 'E_RUN_UNKNOWN', message: `there is no run with id ${shown(id)}; see to the id`, details: { id: shown(id) } })

export const runExists = (id: string) =>
  new MillraceError({
    code: 'E_RUN_EXISTS',
    message: `there is a run with id ${shown(id)}; leave the id to the store`,
    details: { id: shown(id) },
  })

export const runDeleted = (id: string) =>
  new MillraceError({
    code: 'E_RUN_DELETED',
    message: `run ${shown(id)} is deleted and is not written any more; restore it first`,
    details: { id: shown(id) },
  })

export const paramChanged = (key: string, { before, after }: { readonly before: string; readonly after: string }) =>
  new MillraceError({
    code: 'E_PARAM_CHANGED',
    message: `param ${shown(key)} is ${shown(before)} and cannot become ${shown(after)}; record a changed value under another key, or as a tag`,
    details: { key: shown(key), before: shown(before), after: shown(after) },
  })

export const limitExceeded = (what: string, { limit, found }: { readonly limit: number; readonly found: number }) =>
  new MillraceError({
    code: 'E_LIMIT_EXCEEDED',
    message: `${what} has ${found.toLocaleString('en')} where ${limit.toLocaleString('en')} are the most; shorten it, or keep it as an artifact`,
    details: { what, limit, found },
  })

export const entryInvalid = (what: string, { value, remedy }: { readonly value: unknown; readonly remedy: string }) =>
  new MillraceError({
    code: 'E_ENTRY_INVALID',
    message: `${what} is ${shown(value)}; ${remedy}`,
    details: { what, value: shown(value) },
  })
