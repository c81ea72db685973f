import { userInfo } from 'node:os'

/** Name of the user whom the system runs this process for. */
export function userName(): string {
  try {
    return userInfo().username
  } catch {
    // The system knows no name for the number, as in many containers.
    return process.env.USER || `uid-${process.getuid?.() ?? 'unknown'}`
  }
}
