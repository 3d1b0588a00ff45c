/** All prizes of a draw together: in ten thousandths. */
export const CHANCES = 10_000;
