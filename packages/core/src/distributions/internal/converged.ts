/** How near to 1 the last factor of a continued fraction must come; above the rounding of one step, so that the loop ends. */
export const converged = 1e-15
