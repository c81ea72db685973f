import type { Lifecycle } from './run.ts'
import type { Filter, NumberTest, PageRequest, PresenceTest, TextTest } from './search.ts'

/**
 * One condition on a run. A number compares with a param whose text is a number, and fails on any other.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type RunCondition =
  | ({ readonly metric: string } & (NumberTest | PresenceTest))
  | ({ readonly param: string } & (TextTest | NumberTest | PresenceTest))
  | ({ readonly tag: string } & (TextTest | PresenceTest))
  | ({ readonly dataset: 'name' | 'digest' | 'context' } & (TextTest | PresenceTest))
  | ({ readonly attribute: 'id' | 'name' | 'status' | 'user' | 'parentId' } & (TextTest | PresenceTest))
  | ({ readonly attribute: 'startedAtMs' | 'endedAtMs' } & (NumberTest | PresenceTest))

/**
 * What runs are ordered by: numbers by value, then NaN, texts by code point; absent values last in both directions.
 *
 * @category Contracts
 * @since 0.1.0
 */
export type RunOrder = (
  | { readonly metric: string }
  | { readonly param: string }
  | { readonly tag: string }
  | { readonly attribute: 'id' | 'name' | 'status' | 'user' | 'startedAtMs' | 'endedAtMs' }
) & { readonly descending?: boolean }

/**
 * Which runs are wanted.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface RunQuery extends PageRequest {
  /** Only runs of these experiments. @defaultValue all */
  readonly experimentIds?: readonly string[]
  /** Only runs that pass. @defaultValue all */
  readonly filter?: Filter<RunCondition>
  /** The first decides first; ties by latest start, then by id. @defaultValue latest start first */
  readonly orderBy?: readonly RunOrder[]
  /** Runs in use, deleted ones, or both. @defaultValue 'active' */
  readonly lifecycle?: Lifecycle | 'all'
}

/**
 * Which experiments are wanted, the latest first.
 *
 * @category Contracts
 * @since 0.1.0
 */
export interface ExperimentQuery extends PageRequest {
  /** Only experiments that pass. @defaultValue all */
  readonly filter?: Filter<({ readonly attribute: 'name' } & TextTest) | ({ readonly tag: string } & (TextTest | PresenceTest))>
  /** Experiments in use, deleted ones, or both. @defaultValue 'active' */
  readonly lifecycle?: Lifecycle | 'all'
}
