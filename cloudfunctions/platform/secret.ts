/**
 * A secret of the deployment, from the function's environment.
 * @throws Error at load where it is missing: a door without its key must not open.
 */
export function secret(name: string): string {
  const value = process.env[name];
  if (!value || value.length < 32) throw new Error(`${name} must be set to at least 32 characters.`);
  return value;
}
