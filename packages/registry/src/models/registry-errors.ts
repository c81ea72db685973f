import { type Json, MillraceError } from '@millrace/core'

/** There is a model of that name. */
export const modelExists = (model: string) =>
  new MillraceError({
    code: 'E_MODEL_EXISTS',
    message: `there is a model '${model}' already; choose another name, or add versions to it`,
    details: { model },
  })

/** There is no model of that name. */
export const modelUnknown = (model: string) =>
  new MillraceError({
    code: 'E_MODEL_UNKNOWN',
    message: `there is no model '${model.slice(0, 300)}'; create it first, or correct the name`,
    details: { model },
  })

/** The model has no version of that number. */
export const versionUnknown = (model: string, version: number) =>
  new MillraceError({
    code: 'E_VERSION_UNKNOWN',
    message: `model '${model}' has no version ${version}; it was never made, or deleted`,
    details: { model, version },
  })

/** What stands is not what the change expects. */
export const registryConflict = ({ what, expected, found }: { readonly what: string; readonly expected: Json; readonly found: Json }) =>
  new MillraceError({
    code: 'E_REGISTRY_CONFLICT',
    message: `${what} is ${found ?? 'nothing'} now, and the change expects ${expected ?? 'nothing'}; look again and decide anew`,
    details: { what, expected, found },
  })
