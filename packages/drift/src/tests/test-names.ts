import type { TestName } from './test-result.ts'

/** Every test; the compiler sees to it that none is missing. */
export const testNames = Object.keys({
  'kolmogorov-smirnov': true,
  'anderson-darling': true,
  'cramer-von-mises': true,
  'mann-whitney': true,
  'welch-t': true,
  'student-t': true,
  'epps-singleton': true,
  'chi-square': true,
  'g-test': true,
  'fisher-exact': true,
  'two-proportion-z': true,
  psi: true,
  'jensen-shannon': true,
  hellinger: true,
  'kullback-leibler': true,
  'total-variation': true,
  'l-infinity': true,
  wasserstein: true,
  energy: true,
  'maximum-mean-discrepancy': true,
} satisfies Record<TestName, true>) as readonly TestName[]
