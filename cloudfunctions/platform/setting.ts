/**
 * What the deployment says, from the function's environment.
 * @throws Error at load where it is missing: a door that does not know it must not open.
 */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} must be set.`);
  return value;
}
