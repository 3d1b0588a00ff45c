import * as v from 'valibot';

export type Given<Value> = Value extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : Value extends object
    ? { readonly [Field in keyof Value]?: Given<Value[Field]> }
    : Value;

interface Schema {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly wrapped?: Schema;
  readonly options?: readonly unknown[];
  /** Of a variant: the field that says which of its options a value is. */
  readonly key?: string;
  readonly literal?: unknown;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
}

/**
 * A value that fits a schema: of what is given all that has a place in it, and the plainest there is for the rest. So a
 * test names only what it is about, and a contract that grows needs no new tests.
 */
export function sampleOf<S extends v.GenericSchema>(schema: S, given: unknown): v.InferOutput<S> {
  return v.parse(schema, plainest(schema as unknown as Schema, given));
}

function plainest(schema: Schema, given: unknown): unknown {
  const rule = (type: string) => schema.pipe?.find((action) => action.type === type)?.requirement;
  switch (schema.type) {
    case 'object':
    case 'strict_object': {
      const fields = (given ?? {}) as Readonly<Record<string, unknown>>;
      return Object.fromEntries(
        Object.entries(schema.entries ?? {}).map(([name, field]) => [name, plainest(field, fields[name])]),
      );
    }
    case 'array': {
      const items = (given ?? Array.from({ length: Number(rule('length') ?? 0) })) as readonly unknown[];
      return items.map((item) => plainest(schema.item as Schema, item));
    }
    case 'nullable':
      return given === undefined || given === null ? null : plainest(schema.wrapped as Schema, given);
    case 'optional':
      return given === undefined ? undefined : plainest(schema.wrapped as Schema, given);
    case 'variant':
      return plainest(optionOf(schema, given), given);
    case 'union': {
      const options = (schema.options ?? []) as readonly Schema[];
      const fitting = options.find((option) => v.is(option as unknown as v.GenericSchema, given));
      return plainest(fitting ?? (options[0] as Schema), given);
    }
    case 'literal':
      return given ?? schema.literal;
    case 'picklist':
      return given ?? schema.options?.[0];
    case 'string':
      return given ?? (schema.pipe?.some(({ type }) => type === 'iso_date') ? '2026-06-18' : '字');
    case 'number':
      return given ?? rule('min_value') ?? 0;
    case 'boolean':
      return given ?? false;
    default:
      throw new Error(`a ${schema.type} has no sample yet`);
  }
}

/** The one whose field says what is given; without any, the first. */
function optionOf({ key = '', options = [] }: Schema, given: unknown): Schema {
  const said = (given as Readonly<Record<string, unknown>> | undefined)?.[key];
  const candidates = options as readonly Schema[];
  const fits = ({ entries }: Schema) => v.is(entries?.[key] as unknown as v.GenericSchema, said);
  return candidates.find(fits) ?? (candidates[0] as Schema);
}
