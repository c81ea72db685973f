import { type Json, MillraceError } from '@millrace/core'

/** The error for a gate that was asked for in a way that has no meaning. */
export function gateInvalid(what: string, details: Readonly<Record<string, Json>>): MillraceError {
  return new MillraceError({ code: 'E_GATE_INVALID', message: `promote: ${what}`, details })
}
