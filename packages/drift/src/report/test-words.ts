import type { TestName } from '../tests/test-result.ts'

/** What a test is called, in a table and in a sentence, and what it looks at in plain words. */
interface TestWords {
  readonly short: string
  readonly full: string
  readonly plain: string
}

/** The tests and distances by name. */
export const testWords: Readonly<Record<TestName, TestWords>> = {
  'kolmogorov-smirnov': {
    short: 'KS',
    full: 'Kolmogorov-Smirnov test',
    plain: 'where the shares of values below one limit differ most',
  },
  'anderson-darling': { short: 'AD', full: 'Anderson-Darling test', plain: 'the whole distributions, and their ends more than the rest' },
  'cramer-von-mises': { short: 'CvM', full: 'Cramér-von Mises test', plain: 'how far apart the distributions are on the whole' },
  'mann-whitney': { short: 'MWU', full: 'Mann-Whitney test', plain: 'whether current values tend to be higher or lower' },
  'welch-t': { short: 'Welch t', full: 'Welch t-test', plain: 'whether the means differ, whatever the spreads' },
  'student-t': { short: 't', full: 'Student t-test', plain: 'whether the means differ, for equal spreads' },
  'epps-singleton': { short: 'ES', full: 'Epps-Singleton test', plain: 'the shapes, through their characteristic functions' },
  'chi-square': { short: 'χ²', full: 'chi-square test', plain: 'whether the shares of categories or bands changed' },
  'g-test': { short: 'G', full: 'G-test', plain: 'whether the shares of categories or bands changed' },
  'fisher-exact': { short: 'Fisher', full: 'Fisher exact test', plain: 'whether a share changed, exactly, for few rows' },
  'two-proportion-z': { short: 'z', full: 'two-proportion z-test', plain: 'whether a share changed' },
  psi: { short: 'PSI', full: 'population stability index', plain: 'how much the shares of bands changed' },
  'jensen-shannon': { short: 'JS', full: 'Jensen-Shannon distance', plain: 'how much the shares of bands changed' },
  hellinger: { short: 'Hellinger', full: 'Hellinger distance', plain: 'how much the shares of bands changed' },
  'kullback-leibler': { short: 'KL', full: 'Kullback-Leibler divergence', plain: 'how much the shares of bands changed' },
  'total-variation': { short: 'TV', full: 'total variation distance', plain: 'how many of all rows are in another band' },
  'l-infinity': { short: 'L∞', full: 'L-infinity distance', plain: 'the share that changed most' },
  wasserstein: { short: 'W₁', full: 'Wasserstein distance', plain: 'how far values moved in the mean' },
  energy: { short: 'Energy', full: 'energy distance', plain: 'how far apart the distributions are' },
  'maximum-mean-discrepancy': { short: 'MMD', full: 'maximum mean discrepancy', plain: 'how far apart the distributions are' },
}
