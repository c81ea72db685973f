import type { Registry } from '../registry/registry.ts'

/** What the program writes to; `process.stdout` is one. */
export interface CliStream {
  write(text: string): unknown
  readonly isTTY?: boolean
  hasColors?(): boolean
}

/** All that the program has to do with the world. */
export interface CliIo {
  readonly stdout: CliStream
  readonly stderr: CliStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Opens the registry of a URL, or the default one, for someone who acts. */
  open(url: string | undefined, options: { readonly actor?: string | undefined }): Promise<Registry>
}

/** Whether text may be coloured: a terminal that shows colours, and nobody who asked for none (https://no-color.org). */
export const hasColor = ({ stdout, env }: CliIo): boolean => stdout.isTTY === true && !env.NO_COLOR && stdout.hasColors?.() === true
