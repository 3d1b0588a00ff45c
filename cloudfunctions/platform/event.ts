import * as v from 'valibot';

/** A client-made id: the same id is the same wish, however often it is sent. */
export const RequestIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));

/** What a caller may send. The input is only known to be an object here; each action's own schema looks inside. */
export const EventSchema = v.strictObject({
  action: v.string(),
  input: v.optional(v.custom<Record<string, unknown>>(isObject, 'expected an object'), {}),
  requestId: v.optional(RequestIdSchema),
});

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
