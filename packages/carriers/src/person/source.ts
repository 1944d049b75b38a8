/** The source under which the statements of a brand's people are kept: no brand configures it. */
export const PEOPLE = 'people';
