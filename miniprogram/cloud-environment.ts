/** The CloudBase environment that the app talks to; empty stands for the first one of the account. */
export const cloudEnvironment = '';
