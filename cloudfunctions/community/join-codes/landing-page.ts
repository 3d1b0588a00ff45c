/** The page that a code opens, as in app.json. */
export const LANDING_PAGE = 'packages/join/landing/index';

/** What a card opens, with its query. */
export const landingPathOf = (code: string): string => `/${LANDING_PAGE}?scene=${code}`;
