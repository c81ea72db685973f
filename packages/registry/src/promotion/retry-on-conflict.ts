import { hasCode } from '@millrace/core'

const attempts = 5

/** Does the work again, from its beginning, when someone else was faster; the fifth conflict is thrown. */
export async function retryOnConflict<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attempts || !hasCode(error, 'E_REGISTRY_CONFLICT')) throw error
    }
  }
}
