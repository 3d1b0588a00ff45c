/** A setting that was refused, and changed nothing. */
export type Setting = { readonly ok: true } | { readonly ok: false; readonly message: string };
