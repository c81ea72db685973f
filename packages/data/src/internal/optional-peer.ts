import { MillraceError } from '@millrace/core'

/**
 * Loads a package that is an optional peer, or says how to install it.
 *
 * @param name - the package, as npm knows it
 * @param load - `() => import(name)`, written out so that bundlers and the compiler see the import
 * @throws MillraceError `E_PEER_MISSING` when the package cannot be loaded; the reason is its `cause`
 */
export async function importPeer<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    throw new MillraceError({
      code: 'E_PEER_MISSING',
      message: `the optional package '${name}' cannot be loaded (${reasonOf(cause)}); npm install ${name}`,
      details: { peer: name },
      cause,
    })
  }
}

function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return message.split('\n', 1)[0] ?? ''
}
