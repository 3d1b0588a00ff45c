import { toJsonSchema } from '@valibot/to-json-schema';
import { commonRefusals, type ActionContract } from '../cloudfunctions/community/contract';
import { rolesWith } from '../cloudfunctions/community/roles';
import { memberContracts } from '../cloudfunctions/member/contract';
import { operatorContracts } from '../cloudfunctions/operator/contract';
import { RequestIdSchema } from '../cloudfunctions/platform/event';

type Doors = Readonly<Record<string, Readonly<Record<string, ActionContract>>>>;

const everyDoor: Doors = {
  member: memberContracts,
  operator: operatorContracts,
};

/**
 * Every action of every door, as JSON that a client or a fuzzer can be written from.
 * @throws Error where an operator action declares no right, or one that no role has.
 */
export function contract(doors = everyDoor) {
  return {
    call: 'POST /cloud/functions/<door>, header x-wx-openid, body {action, input, requestId}',
    requestId: toJsonSchema(RequestIdSchema),
    refusals: commonRefusals,
    actions: Object.entries(doors).flatMap(([door, contracts]) =>
      Object.values(contracts).map((action) => ({
        door,
        action: action.action,
        changes: action.changes,
        requestId: action.changes ? 'required' : 'absent',
        callers: action.callers,
        ...rightOf(action),
        input: schemaOf(action.input),
        answer: schemaOf(action.answer),
        refusals: Object.fromEntries(
          Object.entries(action.refusals).map(([code, data]) => [code, data && schemaOf(data)]),
        ),
      })),
    ),
  };
}

function rightOf({ action, callers, right }: ActionContract) {
  if (callers[0] !== 'operator') return {};
  const roles = rolesWith(right);
  if (roles.length === 0)
    throw new Error(`${action}: no role has the right ${right ?? '(none is declared)'}`);
  return { right, roles };
}

/** That text is trimmed a JSON Schema cannot say; it forbids nothing. */
const schemaOf = (schema: ActionContract['input']) =>
  toJsonSchema(schema, { target: 'draft-2020-12', ignoreActions: ['trim'] });

if (require.main === module) process.stdout.write(`${JSON.stringify(contract(), null, 2)}\n`);
